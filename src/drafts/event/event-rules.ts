import { IDENTIFIER_NAMES } from '../repository/known-event.ts'

const NAME = /^[a-z0-9_]+$/
/** Groups of older definitions are such as `group::editor`. */
const OWNER = /^[a-zA-Z0-9][\w:-]*$/
/** File systems take names of up to 255 bytes. */
const LONGEST_NAME = 251
export const BUILT_IN_PROPERTIES = ['label', 'property', 'value'] as const

/** The sets of identifiers that GitLab's generator offers, in its order, with their use. */
export const IDENTIFIER_SETS: readonly (readonly [readonly string[], string])[] = [
  [['project', 'namespace', 'user'], 'a user acts in a project'],
  [['namespace', 'user'], 'a user acts in a namespace'],
  [['user'], 'a user acts'],
  [['project', 'namespace'], 'it happens in a project, without a user'],
  [['namespace'], 'it happens in a namespace, without a user'],
  [['feature_enabled_by_namespace_ids', 'user'], 'a user acts on behalf of several namespaces'],
  [[], 'it happens on the instance, without a user'],
]

/** Returns why a text cannot be an answer, or `undefined` when it can: it has to be there, on one line. */
export function faultOfText(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return 'it is empty'
  return faultOfLine(text)
}

/** Returns why a text that may be left out cannot be an answer. */
export function faultOfLine(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those that no line of text has
  return /[\0-\x08\n-\x1f\x7f\u0085\u2028\u2029]/.test(text)
    ? 'it has a line break or a control character'
    : undefined
}

/** Returns why a text cannot name a product group or a feature category that no list has. */
export function faultOfOwner(name: string): string | undefined {
  if (name === '') return 'it is empty'
  return OWNER.test(name) ? undefined : 'it has more than letters, digits, "_", "-" and ":"'
}

/** Returns why a text cannot name anything. */
export function faultOfName(name: string): string | undefined {
  if (name === '') return 'it is empty'
  if (!NAME.test(name)) return 'it has more than lowercase letters, digits and underscores'
  return name.length > LONGEST_NAME ? `it has more than ${LONGEST_NAME} characters` : undefined
}

/** Returns why an event cannot have a name; `known` has those of all events, removed ones too. */
export function faultOfAction(
  name: string,
  known: ReadonlyMap<string, string>,
): string | undefined {
  const file = known.get(name)
  return (
    faultOfName(name) ?? (file === undefined ? undefined : `${file} defines an event of this name`)
  )
}

/** Returns why an additional property cannot have a name. */
export function faultOfProperty(name: string): string | undefined {
  return (
    faultOfName(name) ??
    (IDENTIFIER_NAMES.has(name)
      ? 'it is an identifier, which no property can be named after'
      : undefined)
  )
}
