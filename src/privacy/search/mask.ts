import { counted } from '../../foundation/index.ts'

/** From this length on, the first character does not tell the rest. */
const LONG = 4

/** Prints a value that must not be shown: its first character, and its length. */
export function mask(value: string): string {
  const characters = [...value]
  const first = characters.length < LONG ? '' : characters[0]
  return `"${first}…" (${counted(characters.length, 'character')})`
}
