/** A partition of a table, and its bounds in ms since epoch; without bounds it takes all the rest. */
export interface Partition {
  readonly name: string
  readonly from: number
  readonly to: number
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

/** Writes the statements that make the partitions of days. */
export function createPartitions(table: string, days: readonly number[]): string[] {
  return days.map((day) => {
    const [from, to] = [day, day + 1].map((each) => new Date(each * DAY).toISOString().slice(0, 10))
    return `CREATE TABLE IF NOT EXISTS ${table}_${from?.replaceAll('-', '')} PARTITION OF ${table}
      FOR VALUES FROM ('${from} 00:00:00+00') TO ('${to} 00:00:00+00')`
  })
}

/** Tells whether a partition takes the rows of a day. */
export function takesDay({ from, to }: Partition, day: number): boolean {
  return from <= day * DAY && (day + 1) * DAY <= to
}
