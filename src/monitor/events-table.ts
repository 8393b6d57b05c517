import { printable } from '../foundation/index.ts'
import { eventFields, printFields } from './event-fields.ts'
import { type Column, layOutTable } from './lay-out-table.ts'
import type { MonitoredEvent } from './monitor.ts'
import { printTime } from './print-time.ts'
import type { ScreenTable } from './screen-table.ts'

const COLUMNS: readonly Column[] = [
  { title: 'Time', least: 8 },
  { title: 'Event', least: 10 },
  { title: 'User', least: 4 },
  { title: 'Namespace', least: 4 },
  { title: 'Project', least: 4 },
  { title: 'Label', least: 5 },
  { title: 'Property', least: 5 },
  { title: 'Value', least: 3, align: 'right' },
  { title: 'More', least: 8 },
]

/** Makes the table of events, of which at most `most` have room. What is wrong with one stands below it. */
export function eventsTable(
  events: readonly MonitoredEvent[],
  count: number,
  columns: number,
  most: number,
): ScreenTable {
  const first = events.slice(0, most)
  const [titles = '', ...rows] = layOutTable(COLUMNS, first.map(cellsOf), columns)
  return {
    name: (shown) => (shown < count ? `EVENTS  the newest ${shown} of ${count}` : 'EVENTS'),
    titles,
    groups: rows.map((text, index) => {
      const fault = first[index]?.fault ?? ''
      if (fault === '') return [{ text }]
      return [
        { text, style: 'warning' },
        { text: `  ${printable(fault)}`, style: 'warning' },
      ]
    }),
  }
}

function cellsOf({ time, event }: MonitoredEvent): string[] {
  const { identifiers, base, custom } = eventFields(event)
  return [
    printTime(time),
    printable(event.name),
    ...['user', 'namespace', 'project'].map((name) => identifiers.get(name) ?? ''),
    ...['label', 'property', 'value'].map((name) => base.get(name) ?? ''),
    printFields(custom),
  ]
}
