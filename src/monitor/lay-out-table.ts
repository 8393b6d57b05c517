import { fitText, textWidth } from './fit-text.ts'

/** A column of a table for a terminal. */
export interface Column {
  readonly title: string
  /** The width below which it is of no use. */
  readonly least: number
  /** The width that it keeps as long as others can become narrower. Default: the least. */
  readonly wanted?: number
  readonly align?: 'right'
  /** True where the ends of texts say more than their beginnings, as those of key paths do. */
  readonly keepsEnd?: true
}

/** The columns between two cells. */
const GAP = 2

/**
 * Lays out rows in lines of at most `columns`, the titles first. Columns without any text are left
 * out, then the last ones for which there is no room; the widest become narrower.
 */
export function layOutTable(
  given: readonly Column[],
  rows: readonly (readonly string[])[],
  columns: number,
): string[] {
  const shown = given
    .map((column, index) => ({ ...column, cells: rows.map((row) => row[index] ?? '') }))
    .filter(({ cells }) => rows.length === 0 || cells.some((cell) => cell !== ''))
    .map((column) => {
      const cellWidth = Math.max(0, ...column.cells.map(textWidth))
      return { ...column, cellWidth, width: Math.max(cellWidth, textWidth(column.title)) }
    })
  const leastWidth = () =>
    shown.reduce((sum, { width, least }) => sum + Math.min(width, least) + GAP, -GAP)
  while (shown.length > 1 && leastWidth() > columns) shown.pop()
  const widths = shrink(shown, columns - GAP * (shown.length - 1))
  return [
    shown.map(({ title }) => title),
    ...rows.map((_, row) => shown.map(({ cells }) => cells[row] ?? '')),
  ].map((cells) =>
    cells
      .map((cell, index) => printCell(cell, widths[index] ?? 0, shown[index]))
      .join(' '.repeat(GAP))
      .trimEnd(),
  )
}

interface Measured extends Column {
  readonly width: number
  /** The width of its cells alone. */
  readonly cellWidth: number
}

/** The widths that columns keep: at first those of their cells, at last what is of any use. */
const FLOORS: readonly ((column: Measured) => number)[] = [
  ({ cellWidth, least }) => Math.max(cellWidth, least),
  ({ least, wanted = least }) => wanted,
  ({ least }) => least,
  () => 0,
]

/** Takes from the widest columns until all fit: first from titles that are wider than their cells. */
function shrink(shown: readonly Measured[], room: number): number[] {
  const widths = shown.map(({ width }) => width)
  let over = widths.reduce((sum, width) => sum + width, 0) - room
  for (const floorOf of FLOORS) {
    const floors = shown.map(floorOf)
    for (let index = widestAbove(widths, floors); over > 0 && index >= 0; over--) {
      widths[index] = (widths[index] ?? 0) - 1
      index = widestAbove(widths, floors)
    }
  }
  return widths
}

/** Returns the index of the widest column that is wider than its floor, or -1. */
function widestAbove(widths: readonly number[], floors: readonly number[]): number {
  const above = widths.map((width, index) => (width > (floors[index] ?? 0) ? width : 0))
  const widest = Math.max(...above)
  return widest > 0 ? above.indexOf(widest) : -1
}

function printCell(cell: string, width: number, column: Column | undefined): string {
  if (column?.align === 'right' && textWidth(cell) < width) {
    return ' '.repeat(width - textWidth(cell)) + cell
  }
  return fitText(cell, width, column?.keepsEnd ? 'start' : 'end')
}
