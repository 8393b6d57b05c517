import type { YamlMap, YamlValue } from './write-yaml.ts'

/** Makes a mapping of the entries that have a value; `null` is one. */
export function definedMapping(
  entries: readonly (readonly [key: string, value: YamlValue | undefined])[],
): YamlMap {
  return new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
}
