import { appendFileSync } from 'node:fs'

/**
 * Times alternatives in turn, round by round, so that what else the machine does falls on all of
 * them alike. The result is the median of a round's mean, in microseconds a call.
 */
export async function compare(alternatives, { rounds = 61, calls = 200 } = {}) {
  const times = Object.fromEntries(Object.keys(alternatives).map((name) => [name, []]))
  for (let round = -3; round < rounds; round++) {
    for (const [name, run] of Object.entries(alternatives)) {
      const start = performance.now()
      for (let call = 0; call < calls; call++) await run()
      const each = ((performance.now() - start) / calls) * 1000
      // The first rounds only warm up.
      if (round >= 0) times[name].push(each)
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]))
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

let tables = 0

/** Prints a table; under `npm run bench`, hands it to `run.mjs`, which knows it by its bench and number. */
export function printTable(title, rows) {
  tables++
  const { BENCH, BENCH_REPORT } = process.env
  if (BENCH_REPORT) {
    appendFileSync(BENCH_REPORT, `${JSON.stringify({ id: `${BENCH} ${tables}`, title, rows })}\n`)
  } else console.log(`### ${title}\n\n${tableOf(rows)}\n`)
}

/** Returns the rows as a table of Markdown. */
export function tableOf(rows) {
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return [
    headers,
    headers.map(() => '---'),
    ...rows.map((row) => headers.map((header) => row[header] ?? '')),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
