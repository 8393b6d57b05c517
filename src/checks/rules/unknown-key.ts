import {
  isMapping,
  misspeltName,
  nearestName,
  printable,
  printText,
} from '../../foundation/index.ts'
import type { DefinitionDocument } from '../document.ts'
import { printPath } from '../print-path.ts'
import { valueAt } from '../value-at.ts'
import { placeOf, type YamlPath } from '../yaml-places.ts'
import type { SchemaProblem } from './schema-problem.ts'

/** The keys that belong under another one, by the kind of file. */
const INNER = {
  event: new Map(['label', 'property', 'value'].map((key) => [key, 'additional_properties'])),
  metric: new Map(['unique', 'filter', 'operator'].map((key) => [key, 'an entry of events'])),
} as const

/** Makes the problem of a key that nobody reads, with what was probably meant. */
export function unknownKey(
  document: DefinitionDocument,
  path: YamlPath,
  names: readonly string[],
): SchemaProblem {
  const key = String(path.at(-1))
  const place = INNER[document.kind].get(key)
  if (path.length === 1 && place !== undefined) {
    return {
      rule: 'unknown-key',
      path,
      message: `the key ${key} stands at the top, where nobody reads it`,
      remedy: `Indent it under ${place}.`,
    }
  }
  const parent = valueAt(document.value, path.slice(0, -1))
  const absent = names.filter((name) => !(isMapping(parent) && Object.hasOwn(parent, name)))
  // A longer one is nobody's misspelling, and takes long to compare.
  const meant = key.length < 100 ? misspeltName(key, absent) : undefined
  const near = meant ?? (key.length < 100 ? nearestName(key, names) : undefined)
  return {
    rule: 'unknown-key',
    path,
    message: `the key ${printable(printPath(path), 200)} is unknown, so nobody reads it`,
    remedy:
      near === undefined ? 'Remove it, or correct its name.' : `Did you mean ${printText(near)}?`,
    ...(meant === undefined
      ? {}
      : { fix: () => (hasRival(parent, key, meant) ? [] : rename(document, path, meant)) }),
  }
}

/** Tells whether another key may be a misspelling of the same name: nobody knows which of them is meant. */
function hasRival(parent: unknown, key: string, meant: string): boolean {
  return (
    isMapping(parent) &&
    Object.keys(parent).some(
      (other) => other !== key && other.length < 100 && misspeltName(other, [meant]) !== undefined,
    )
  )
}

/** Returns the remedy for a text that stands one level too far out. */
export function outdented(path: YamlPath, data: unknown): string | undefined {
  const [first, second] = path
  const isDescription = first === 'additional_properties' && second === 'description'
  return isDescription && path.length === 2 && typeof data === 'string'
    ? 'Indent it under the property that it describes.'
    : undefined
}

function rename({ text }: DefinitionDocument, path: YamlPath, name: string) {
  const { keyStart: start, keyEnd: end } = placeOf(text, path)
  // A key in quotes keeps them.
  const isPlain = text.slice(start, end) === path.at(-1)
  return isPlain ? [{ start, end, text: name }] : []
}
