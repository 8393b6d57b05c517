import { AiUsageEventError, type RegisteredAiUsageEvent } from '../ai-usage-events/index.ts'

/** The names that a feature has in the schema: `codeSuggestionEvents` of type `CodeSuggestionEvent`. */
export interface FeatureNames {
  readonly field: string
  readonly type: string
}

/** The types that no feature can be called after. */
const TAKEN = ['AiUsageEvent']

/**
 * Returns the names of a feature, in the singular: `codeSuggestionEvents` for GitLab's
 * `code_suggestions`, `statusEvents` for `statuses`.
 *
 * @throws {AiUsageEventError} `INVALID_FEATURE` where GraphQL cannot have them.
 */
export function featureNames(feature: string): FeatureNames {
  const field = camelCase(`${singular(feature)}_events`)
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1, -1)}`
  if (isGraphqlName(field) && !TAKEN.includes(type)) return { field, type }
  const cause = TAKEN.includes(type)
    ? `the type ${type} is that of all events`
    : `${field} is not a name in GraphQL`
  throw schemaError(`the feature ${feature}`, cause)
}

/**
 * Returns the value of the enum for an event: its name in capitals.
 *
 * @throws {AiUsageEventError} `INVALID_FEATURE` where GraphQL cannot have it.
 */
export function enumValue({ name, feature }: RegisteredAiUsageEvent): string {
  const value = name.toUpperCase()
  if (isGraphqlName(value)) return value
  throw schemaError(`the event ${name} of ${feature}`, `${value} is not a name in GraphQL`)
}

/** Makes the error of a name that two features or two events want, or that GraphQL cannot have. */
export function schemaError(subject: string, cause: string): AiUsageEventError {
  return new AiUsageEventError(
    'INVALID_FEATURE',
    `Failed to make a schema with ${subject}: ${cause}. Give it another name, of letters, digits and underscores.`,
  )
}

/** Returns a name in camel case, as GraphQL has names. */
export function camelCase(name: string): string {
  return name.replaceAll(/(?<=[^_])_+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

/** Tells whether GraphQL can have a name; those with two underscores are its own. */
export function isGraphqlName(name: string): boolean {
  return /^(?!__)[A-Za-z_]\w*$/.test(name)
}

/** The ends of plurals, and those of their singulars; the first that fits counts. */
const PLURALS: readonly [end: RegExp, singular: string][] = [
  [/ies$/, 'y'],
  [/yses$/, 'ysis'],
  // Not those of a cache, a response or a use.
  [/(?<=ss|x|sh|(?<!ca)ch|[nprt]us)es$/, ''],
  [/(?<![sui])s$/, ''],
]

function singular(name: string): string {
  const [end, ending = ''] = PLURALS.find(([plural]) => plural.test(name)) ?? []
  return end ? name.replace(end, ending) : name
}
