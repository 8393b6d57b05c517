/** The events and metrics by which a generated file differs from another one. */
export interface TypesDifference {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** The names whose properties, identifiers or contexts are others. */
  readonly changed: readonly string[]
}

/** Compares two generated texts. */
export function compareTypes(before: string, after: string): TypesDifference {
  const [old, now] = [namesInTypes(before), namesInTypes(after)]
  return {
    added: [...now.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !now.has(name)),
    changed: [...now.keys()].filter((name) => old.has(name) && old.get(name) !== now.get(name)),
  }
}

/** Returns the events and metrics of a generated text, such as `event pull_package`, and their types. */
export function namesInTypes(text: string): ReadonlyMap<string, string> {
  const types = new Map<string, string>()
  let kind: string | undefined
  for (const line of text.split(/\r?\n/)) {
    const [, opened] = /^export interface (Event|Metric)s \{$/.exec(line) ?? []
    if (opened) kind = opened.toLowerCase()
    else if (line === '}') kind = undefined
    const [, name, type] = /^ {2}readonly (.+): (\w+);$/.exec(line) ?? []
    if (kind && name && type) types.set(`${kind} ${name}`, type)
  }
  return types
}
