import { timeText } from './postgres-dialect.ts'

/** A time from which on, and one before which, in ms since epoch. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A partition of a table, and its bounds; without bounds it takes all the rest. */
export interface Partition extends Span {
  readonly name: string
}

const DAY = 24 * 60 * 60 * 1000

/**
 * Reads the kind of a table (`p` is partitioned) and its partitions. The bounds are texts of the
 * session's time zone, which it also reads.
 */
export const PARTITIONS: string = `
  SELECT parent.relkind::text AS kind, child.oid::regclass::text AS name,
    (extract(epoch FROM (regexp_match(bound, 'FROM [(]''([^'']*)'''))[1]::timestamptz) * 1000)::text AS "from",
    (extract(epoch FROM (regexp_match(bound, 'TO [(]''([^'']*)'''))[1]::timestamptz) * 1000)::text AS "to"
  FROM pg_class AS parent
  LEFT JOIN pg_inherits AS inherits ON inherits.inhparent = parent.oid
  LEFT JOIN pg_class AS child ON child.oid = inherits.inhrelid
  LEFT JOIN LATERAL pg_get_expr(child.relpartbound, child.oid) AS bound ON true
  WHERE parent.oid = $1::text::regclass`

/** A row of the result of `PARTITIONS`. */
export interface PartitionRow {
  readonly kind: string
  readonly name: string | null
  readonly from: string | null
  readonly to: string | null
}

/** Returns the partitions of a table, or `undefined` where it needs none. */
export function readPartitions(rows: readonly PartitionRow[]): Partition[] | undefined {
  if (rows[0]?.kind !== 'p') return undefined
  return rows.flatMap(({ name, from, to }) =>
    name === null
      ? []
      : [
          {
            name,
            from: from === null ? Number.NEGATIVE_INFINITY : Number(from),
            to: to === null ? Number.POSITIVE_INFINITY : Number(to),
          },
        ],
  )
}

/** Returns the number of the day, in UTC, of a time. */
export function dayOf(time: number): number {
  return Math.floor(time / DAY)
}

/** Returns the spans of a day that no partition takes: all of it, as a rule. */
export function freeSpans(partitions: readonly Partition[], day: number): Span[] {
  let free: Span[] = [{ from: day * DAY, to: (day + 1) * DAY }]
  for (const taken of partitions) {
    free = free.flatMap(({ from, to }) => {
      const before = { from, to: Math.min(to, taken.from) }
      const behind = { from: Math.max(from, taken.to), to }
      const rest = [before, behind].filter((span) => span.from < span.to)
      return taken.from < to && from < taken.to ? rest : [{ from, to }]
    })
  }
  return free
}

/** Tells whether a span has a time, in ms. */
export function hasTime({ from, to }: Span, time: number): boolean {
  return from <= time && time < to
}

/** Returns the name of the partition for a span: that of its day, and of its time in it. */
export function partitionName(table: string, { from }: Span): string {
  const [day, time] = timeText(...partsOf(from)).split('T') as [string, string]
  const digits = time.replaceAll(/\D/g, '').replace(/0+$/, '')
  return `${table}_${day.replaceAll('-', '')}${digits === '' ? '' : `_${digits}`}`
}

/** Writes the bounds of the partition for a span. */
export function boundsOf({ from, to }: Span): string {
  return `FOR VALUES FROM ('${timeText(...partsOf(from))}') TO ('${timeText(...partsOf(to))}')`
}

/** Writes the statements that make the partitions for spans. */
export function createPartitions(table: string, spans: readonly Span[]): string[] {
  return spans.map(
    (span) =>
      `CREATE TABLE IF NOT EXISTS ${partitionName(table, span)} PARTITION OF ${table} ${boundsOf(span)}`,
  )
}

/** A partition may begin within a millisecond. */
function partsOf(time: number): [time: Date, microseconds: number] {
  const milliseconds = Math.floor(time)
  return [new Date(milliseconds), Math.round((time - milliseconds) * 1000)]
}
