import { counted, printable } from '../foundation/index.ts'
import { eventsTable } from './events-table.ts'
import { fitText } from './fit-text.ts'
import { metricsTable } from './metrics-table.ts'
import type { MonitorView } from './monitor.ts'
import { printTime } from './print-time.ts'
import { type ScreenLine, STYLES } from './screen-line.ts'
import { drawTable, heightOf } from './screen-table.ts'

/** The contents of a screen. */
export interface Screen {
  readonly view: MonitorView
  /** The first line: which collector, and how it is. */
  readonly state: string
  /** The names that were asked for; empty for everything. */
  readonly asked: readonly string[]
  /** Remarks that do not go away by themselves. */
  readonly notices: readonly string[]
  readonly isPaused: boolean
}

/** The size of a terminal, in characters, and what it can do. */
export interface ScreenSize {
  readonly columns: number
  readonly rows: number
  readonly colour: boolean
}

/** The height below which no line is left empty between tables. */
const LOW = 16

/** Draws a screen in lines, none wider and no more of them than the terminal has room for. */
export function drawScreen(screen: Screen, { columns, rows, colour }: ScreenSize): string[] {
  const { view, isPaused } = screen
  const head = headOf(screen)
  const room = Math.max(0, rows - head.length - 1)
  const keys = {
    text: `${isPaused ? 'p go on' : 'p pause'}  r reset  q quit`,
    style: 'dim',
  } as const
  const lines = [...head, ...bodyOf(view, columns, room, rows < LOW ? 0 : 1)]
  const shown = lines.slice(0, Math.max(1, rows - 1))
  const all = rows > 1 ? [...shown, ...blank(rows - 1 - shown.length), keys] : shown
  return all.map(({ text, style }) => {
    const fitted = fitText(text, columns).trimEnd()
    return colour && style ? `\x1b[${STYLES[style]}m${fitted}\x1b[0m` : fitted
  })
}

function headOf({ view, state, asked, notices, isPaused }: Screen): ScreenLine[] {
  const what = asked.length === 0 ? 'All events' : asked.map((name) => printable(name)).join(', ')
  const count = `${counted(view.count, 'event')} since ${printTime(view.since)}`
  const bad = view.bad === 0 ? '' : `, and ${counted(view.bad, 'bad row')}: see /micro/bad`
  return [
    { text: `${isPaused ? 'PAUSED  ' : ''}${state}`, style: isPaused ? 'warning' : 'bold' },
    { text: `${what}: ${count}${bad}`, style: bad === '' ? undefined : 'warning' },
    ...notices.map((text) => ({ text, style: 'warning' }) as const),
  ]
}

/** Shares the room between both tables: each may have half, and what the other does not need. */
function bodyOf(view: MonitorView, columns: number, rows: number, gap: 0 | 1): ScreenLine[] {
  const room = Math.max(0, rows - 2 * gap)
  const metrics = metricsTable(view.metrics, columns, room)
  const events = eventsTable(view.events, view.count, columns, room)
  const rest = Math.max(Math.floor(room / 2), room - heightOf(events))
  const metricLines = drawTable(metrics, Math.min(heightOf(metrics), rest))
  const eventLines = drawTable(events, room - metricLines.length)
  return [...blank(gap), ...metricLines, ...blank(gap), ...eventLines]
}

function blank(count: number): ScreenLine[] {
  return Array.from({ length: Math.max(0, count) }, () => ({ text: '' }))
}
