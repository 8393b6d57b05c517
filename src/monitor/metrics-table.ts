import { printable } from '../foundation/index.ts'
import { type Column, layOutTable } from './lay-out-table.ts'
import { printCount, printRule } from './metric-count.ts'
import type { MonitoredMetric } from './monitor.ts'
import type { ScreenTable } from './screen-table.ts'

const COLUMNS: readonly Column[] = [
  { title: 'Metric', least: 10, wanted: 60, keepsEnd: true },
  { title: 'Now', least: 6, align: 'right' },
  { title: 'Moved', least: 6, align: 'right' },
  { title: 'Start', least: 6, align: 'right' },
  { title: 'Counts', least: 8 },
]

/** Makes the table of metrics, of which at most `most` have room. */
export function metricsTable(
  metrics: readonly MonitoredMetric[],
  columns: number,
  most: number,
): ScreenTable {
  const moved = metrics.filter((one) => one.moved !== 0).length
  const first = metrics.slice(0, most)
  const [titles = '', ...rows] = layOutTable(COLUMNS, first.map(cellsOf), columns)
  return {
    name: (shown) => {
      const cut = shown < metrics.length ? `, the first ${shown} shown` : ''
      return `METRICS  ${moved} of ${metrics.length} moved${cut}`
    },
    titles,
    groups: rows.map((text, index) => [
      { text, style: first[index]?.moved === 0 ? undefined : 'moved' },
    ]),
  }
}

function cellsOf({ metric, start, now, moved }: MonitoredMetric): string[] {
  return [
    printable(metric.keyPath),
    printable(printCount(now)),
    moved > 0 ? `+${moved}` : String(moved),
    printable(printCount(start)),
    printable(printRule(metric)),
  ]
}
