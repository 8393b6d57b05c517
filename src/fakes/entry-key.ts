import type { EntryId } from './test-evidence.ts'

/** Returns a text that tells an entry from all others: the value `1` is not `'1'`. */
export function keyOf(id: EntryId): string {
  return JSON.stringify([
    id.kind,
    id.name,
    'property' in id ? id.property : '',
    'value' in id ? id.value : '',
  ])
}
