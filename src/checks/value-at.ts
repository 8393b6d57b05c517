import type { YamlPath } from './yaml-places.ts'

/** Returns the value that a path leads to; `undefined` if nothing is there. */
export function valueAt(value: unknown, path: YamlPath): unknown {
  let at = value
  for (const segment of path) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, segment)) return undefined
    at = (at as Record<string | number, unknown>)[segment]
  }
  return at
}
