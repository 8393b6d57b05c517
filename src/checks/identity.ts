import { isMapping } from '../foundation/index.ts'
import type { Found } from './ignores.ts'
import { valueAt } from './value-at.ts'
import type { YamlPath } from './yaml-places.ts'

/**
 * Returns what tells a finding from all that may take its place: its rule, its file, and the value
 * that it is about. Lines and the order of lists tell nothing.
 */
export function identityOf({ rule, file, problem }: Found): string {
  const { path = [], subject, message } = problem
  const about = subject ?? (path.length > 0 ? wayTo(file.value, path) : message)
  const value = path.length > 0 ? valueAt(file.value, path) : undefined
  return JSON.stringify([rule.id, file.path, about, value])
}

/** Returns a path with the names of items, which stay the same when others come before them. */
function wayTo(value: unknown, path: YamlPath): readonly string[] {
  return path.map((segment, index) => {
    if (typeof segment === 'string') return segment
    const item = valueAt(value, path.slice(0, index + 1))
    return isMapping(item) && typeof item['name'] === 'string' ? item['name'] : '*'
  })
}
