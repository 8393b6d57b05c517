import { printText } from '../foundation/index.ts'

/** Longer than any name that somebody means. */
const LONGEST = 250

/** Prints the name of an event or of a metric in quotes. */
export function printName(name: string): string {
  return printText(name, LONGEST)
}
