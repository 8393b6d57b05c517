import { fitText, textWidth } from './fit-text.ts'

/** A column of a table for a terminal. */
export interface Column {
  readonly title: string
  /** The width below which it is of no use. */
  readonly least: number
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

interface Measured {
  readonly width: number
  /** The width of its cells alone. */
  readonly cellWidth: number
  readonly least: number
}

/** Takes from the widest columns until all fit: first from titles that are wider than their cells. */
function shrink(shown: readonly Measured[], room: number): number[] {
  const widths = shown.map(({ width }) => width)
  let over = widths.reduce((sum, width) => sum + width, 0) - room
  while (over > 0) {
    const index =
      widestAbove(widths, (at) => Math.max(shown[at]?.cellWidth ?? 0, shown[at]?.least ?? 0)) ??
      widestAbove(widths, (at) => (shown.length === 1 ? 0 : (shown[at]?.least ?? 0)))
    if (index === undefined) break
    widths[index] = (widths[index] ?? 0) - 1
    over--
  }
  return widths
}

function widestAbove(
  widths: readonly number[],
  floorOf: (index: number) => number,
): number | undefined {
  const above = widths.map((width, index) => (width > floorOf(index) ? width : -1))
  const widest = Math.max(...above)
  return widest < 0 ? undefined : above.indexOf(widest)
}

function printCell(cell: string, width: number, column: Column | undefined): string {
  if (column?.align === 'right' && textWidth(cell) < width) {
    return ' '.repeat(width - textWidth(cell)) + cell
  }
  return fitText(cell, width, column?.keepsEnd ? 'start' : 'end')
}
