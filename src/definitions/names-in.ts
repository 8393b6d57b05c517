import type { DefinitionFault } from './definition-fault.ts'

const TIME_STAMP = /^\d{10,14}_/

/**
 * A key with its value as YAML may write them: in quotes, with a tag or an anchor, folded, on the
 * next line, as a complex key, inside another mapping.
 */
const NAMES = {
  event: writtenAfter('action'),
  metric: writtenAfter('key_path'),
} as const

/** No definition is longer; the rest of a file is not looked at, since that would take its time. */
const LONGEST = 20_000

function writtenAfter(key: string): RegExp {
  const decoration = '(?:[!&][^\\s]*\\s+|[|>][-+\\d]*\\s+|#.*\\n\\s*)*'
  return new RegExp(`(?<![\\w.-])${key}["']?\\s*:\\s*${decoration}["']?([\\w.-]+)`, 'g')
}

/**
 * Returns the names that a file with a fault may define: all that its text seems to give, and that of
 * the file, after which people name events and the last part of key paths. One too many does no harm,
 * since a name that another file defines keeps its definition.
 */
export function namesIn(
  kind: DefinitionFault['kind'],
  path: string,
  text: string,
): readonly string[] {
  const ofFile = path
    .replace(/^.*\//, '')
    .replace(/\.[^.]*$/, '')
    .replace(TIME_STAMP, '')
  // Of UTF-16 that is read as UTF-8, every other character is this one.
  const found = text.slice(0, LONGEST).replaceAll('\0', '').matchAll(NAMES[kind])
  const written = Array.from(found, ([, name]) => name as string)
  const names = [...new Set([...written, ofFile])]
  return kind === 'event'
    ? names
    : names.flatMap((name) => [name, `${name}_weekly`, `${name}_monthly`])
}
