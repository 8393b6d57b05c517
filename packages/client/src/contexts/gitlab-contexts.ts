/** The vendor of the schemas in GitLab's registry. */
export const GITLAB_VENDOR = 'com.gitlab'

/** The versions of the schemas of GitLab's contexts, the newest last. */
export const CONTEXT_VERSIONS = {
  gitlab_standard: ['1-1-7', '1-1-8'],
  gitlab_service_ping: ['1-0-1'],
  ai_context: ['1-0-0', '1-0-1', '1-0-2'],
  code_suggestions_context: ['1-0-0'],
} as const

export type ContextName = keyof typeof CONTEXT_VERSIONS
export type ContextVersion<Name extends ContextName> = (typeof CONTEXT_VERSIONS)[Name][number]

/**
 * Returns the URI of the schema of a context, of its newest version unless another one is given.
 *
 * @example
 * ```ts
 * import { contextSchema } from 'internal-events-client/contexts'
 *
 * console.log(contextSchema('ai_context')) // iglu:com.gitlab/ai_context/jsonschema/1-0-2
 * ```
 */
export function contextSchema<Name extends ContextName>(
  name: Name,
  version: ContextVersion<Name> = newestVersion(name),
): string {
  return `${schemasOf(name)}jsonschema/${version}`
}

/**
 * Tells whether a URI names the schema of a context, in any version.
 *
 * @example
 * ```ts
 * import { isSchemaOf } from 'internal-events-client/contexts'
 *
 * console.log(isSchemaOf('ai_context', 'iglu:com.gitlab/ai_context/jsonschema/1-0-0')) // true
 * ```
 */
export function isSchemaOf(name: ContextName, schema: string): boolean {
  return schema.startsWith(schemasOf(name))
}

export function newestVersion<Name extends ContextName>(name: Name): ContextVersion<Name> {
  return CONTEXT_VERSIONS[name].at(-1) as ContextVersion<Name>
}

function schemasOf(name: ContextName): string {
  return `iglu:${GITLAB_VENDOR}/${name}/`
}
