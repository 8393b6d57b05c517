import { GITLAB_VENDOR } from '../../../packages/client/src/entries/contexts.ts'
import { BUILT_IN_SCHEMAS } from './built-in-schemas.ts'

/** The fields of one of GitLab's contexts. */
export interface ContextFields {
  readonly name: string
  /** The fields that any version has. */
  readonly known: readonly string[]
  /** True when services may add fields of their own. */
  readonly open: boolean
}

const described = new Map<string, ContextFields | undefined>()

/** Returns the fields of the context that a schema describes, if it is one of GitLab's. */
export function contextFields(schema: string): ContextFields | undefined {
  const [, name = ''] = /^iglu:com\.gitlab\/(\w+)\/jsonschema\//.exec(schema) ?? []
  if (!described.has(name)) described.set(name, describeContext(name))
  return described.get(name)
}

function describeContext(name: string): ContextFields | undefined {
  const versions = BUILT_IN_SCHEMAS.filter(({ self }) => self.name === name)
  if (versions.length === 0) return undefined
  const known = versions.flatMap((version) => Object.keys(version['properties'] as object))
  const open = versions.every((version) => version['additionalProperties'] !== false)
  return { name, known: [...new Set(known)], open }
}

/** Returns the names of GitLab's contexts. */
export function contextNames(): string[] {
  const ours = BUILT_IN_SCHEMAS.filter(({ self }) => self.vendor === GITLAB_VENDOR)
  return [...new Set(ours.map(({ self }) => self.name))]
}
