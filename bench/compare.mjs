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

/** Prints a table, and adds it to the file that BENCH_REPORT names. */
export function printTable(title, rows) {
  const headers = Object.keys(rows[0])
  const lines = [
    `### ${title}`,
    '',
    `| ${headers.join(' | ')} |`,
    `| ${headers.map(() => '---').join(' | ')} |`,
    ...rows.map((row) => `| ${headers.map((header) => row[header]).join(' | ')} |`),
    '',
  ]
  const text = `${lines.join('\n')}\n`
  if (process.env.BENCH_REPORT) appendFileSync(process.env.BENCH_REPORT, text)
  else console.log(text)
}
