/** The built-in properties, by the fields of payloads that they travel in. */
const BUILT_IN: Readonly<Record<string, string>> = {
  se_la: 'label',
  ev_la: 'label',
  se_pr: 'property',
  ev_pr: 'property',
  se_va: 'value',
  ev_va: 'value',
}

/** The paths of additional properties by their own names: in a context, a request, and keys of counters. */
const OWN_NAMES = [
  /^contexts\[gitlab_standard\]\.extra(?<rest>[.[].*)$/s,
  /^request\.additional_properties(?<rest>[.[].*)$/s,
  /^counters\[.*-(?!(?:user|project|namespace)\])(?<name>\w+)\]$/s,
]

/** Returns the name of the built-in property that a field of a payload holds. */
export function builtInProperty(key: string): string | undefined {
  return Object.hasOwn(BUILT_IN, key) ? BUILT_IN[key] : undefined
}

/**
 * Returns the paths that an exception may name a field by: the one that findings show, and that of the
 * additional property that it comes from.
 */
export function namesOfField(path: string): readonly string[] {
  const property = builtInProperty(path)
  if (property) return [path, `additionalProperties.${property}`]
  for (const pattern of OWN_NAMES) {
    const { rest, name } = pattern.exec(path)?.groups ?? {}
    if (rest ?? name) return [path, `additionalProperties${rest ?? `.${name}`}`]
  }
  return [path]
}
