import type { ScreenLine } from './screen-line.ts'

/** A table of a screen: its titles, and a group of lines for each item. */
export interface ScreenTable {
  /** Its name, by how many of its items are shown. */
  readonly name: (shown: number) => string
  readonly titles: string
  readonly groups: readonly (readonly ScreenLine[])[]
}

/** The lines of a table beside its items: its name and its titles. */
const OWN_LINES = 2

/** Returns the lines that a table takes with all of its items. */
export function heightOf({ groups }: ScreenTable): number {
  return OWN_LINES + groups.reduce((sum, { length }) => sum + length, 0)
}

/** Draws a table in at most `room` lines: its first items, as many as fit whole. */
export function drawTable({ name, titles, groups }: ScreenTable, room: number): ScreenLine[] {
  const lines: ScreenLine[] = []
  let shown = 0
  for (const group of groups) {
    if (OWN_LINES + lines.length + group.length > room) break
    lines.push(...group)
    shown++
  }
  const head: ScreenLine[] = [
    { text: name(shown), style: 'bold' },
    { text: groups.length === 0 ? 'None yet' : titles, style: 'dim' },
  ]
  return [...head, ...lines].slice(0, Math.max(0, room))
}
