/**
 * The collector on a port, as `npx internal-events collector` runs it, against a bare server of
 * node:http that only reads the body: CPU time an event, start, memory. The load comes from this
 * process, and only the servers' own CPU time counts, so that a slow generator takes nothing from the
 * result. Its table tells how busy a server was: near 100 % of one core, the generator keeps up. Both
 * have their turns in each round, so that what else the machine does falls on both alike.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'
import { median, printTable } from './compare.mjs'

const BARE = `
const server = require('node:http').createServer(async (request, response) => {
  for await (const chunk of request);
  response.end('ok')
})
server.listen(0, '127.0.0.1', () => console.log('Collecting at http://127.0.0.1:' + server.address().port))
`
const SERVERS = {
  'a server that only reads the body': ['-e', BARE],
  'internal-events collector': ['dist/cli.mjs', 'collector'],
}
const CONNECTIONS = 50
const ROUNDS = 9
/** The events of a burst, which fit in the memory that events may take. */
const BURST = 20_000
const TP2 = '/com.snowplowanalytics.snowplow/tp2'
const standard = {
  schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
  data: { environment: 'production', user_id: 7, project_id: 2, namespace_id: 3, extra: {} },
}
const contexts = JSON.stringify({
  schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0',
  data: [standard],
})
const event = {
  e: 'se',
  p: 'srv',
  tv: 'node-4.8.0',
  tna: 'gl',
  aid: 'cli',
  eid: '2d8f5e2a-0b7c-4f0e-9d5c-1a2b3c4d5e6f',
  dtm: '1795344584000',
  se_ca: 'CLI',
  se_ac: 'pull_package',
  se_la: 'npm',
  cx: Buffer.from(contexts).toString('base64url'),
}
const JSON_TYPE = { 'content-type': 'application/json' }
const bodyOf = (count) =>
  JSON.stringify({
    schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
    data: Array.from({ length: count }, () => event),
  })

/** A server in a process of its own, and how long it took to answer. */
async function start(args) {
  const begin = performance.now()
  const child = spawn(process.execPath, ['--import', './bench/cpu-time.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const text = await new Promise((resolve) => child.stdout.once('data', resolve))
  const [url] = /http:\S+/.exec(String(text))
  await ask(`${url}/health`)
  return { child, url, milliseconds: performance.now() - begin }
}

const ask = (url, init) => fetch(url, init).then((response) => response.text())

/** The CPU time of a server's process until now, in µs. */
function cpuTime({ child }) {
  return new Promise((resolve) => {
    child.stderr.once('data', (text) => resolve(Number(text)))
    child.kill('SIGUSR2')
  })
}

/** Sends a burst. The result is the CPU time of the server in µs an event, and its part of one core. */
async function load(server, batch) {
  // The server lets go of what was not read.
  await ask(`${server.url}/micro/reset`)
  const before = await cpuTime(server)
  const begin = performance.now()
  const { non2xx, errors } = await autocannon({
    url: server.url + TP2,
    method: 'POST',
    headers: JSON_TYPE,
    body: bodyOf(batch),
    connections: CONNECTIONS,
    amount: BURST / batch,
  })
  const spent = (await cpuTime(server)) - before
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed`)
  return { spent: spent / BURST, busy: spent / 1000 / (performance.now() - begin) }
}

/** Reads what a burst left. The result is the CPU time in µs an event that this took. */
async function readBurst(server) {
  const before = await cpuTime(server)
  await ask(`${server.url}/micro/all`)
  return ((await cpuTime(server)) - before) / BURST
}

const megabytes = ({ child: { pid } }) => {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(kilobytes) / 1024
}

async function startAndMemory(args) {
  const starts = []
  for (let count = 0; count < 5; count++) {
    const { child, milliseconds } = await start(args)
    starts.push(milliseconds)
    child.kill()
  }
  const server = await start(args)
  const empty = megabytes(server)
  for (let count = 0; count < 2000; count++) {
    await ask(server.url + TP2, { method: 'POST', headers: JSON_TYPE, body: bodyOf(50) })
  }
  const full = megabytes(server)
  // A collector that decodes while it is idle must not need more.
  await new Promise((resolve) => setTimeout(resolve, 2000))
  const idle = megabytes(server)
  server.child.kill()
  return { start: median(starts), empty, full, idle }
}

const digits = (value) => value.toFixed(2)
const range = (values) =>
  `${digits(median(values))} (${digits(Math.min(...values))}–${digits(Math.max(...values))})`

const names = Object.keys(SERVERS)
const servers = {}
const memory = {}
for (const [name, args] of Object.entries(SERVERS)) {
  memory[name] = await startAndMemory(args)
  servers[name] = await start(args)
}

const rows = []
for (const batch of [1, 10]) {
  const rounds = Object.fromEntries(names.map((name) => [name, []]))
  const later = []
  for (let round = -1; round < ROUNDS; round++) {
    for (const name of names) {
      const measured = await load(servers[name], batch)
      // The first round only warms up.
      if (round < 0) continue
      rounds[name].push(measured)
      if (name !== names[0]) later.push(await readBurst(servers[name]))
    }
  }
  const base = rounds[names[0]]
  for (const name of names) {
    const spent = rounds[name].map(({ spent }) => spent)
    // Each round is compared with its own neighbour.
    const ratios = spent.map((one, round) => base[round].spent / one)
    rows.push({
      what: name,
      'events a request': batch,
      'µs CPU an event': range(spent),
      'throughput in CPU': range(ratios),
      'CPU of the server, of one core': `${Math.round(100 * median(rounds[name].map(({ busy }) => busy)))} %`,
      'µs CPU an event, when read': name === names[0] ? '-' : range(later),
    })
  }
}
for (const { child } of Object.values(servers)) child.kill()

printTable(
  `A collector on a port: ${CONNECTIONS} connections, bursts of ${BURST} events with one context each, the median of ${ROUNDS} rounds (and the range)`,
  rows,
)
printTable(
  'The start and the memory of a collector on a port',
  names.map((name) => ({
    what: name,
    'ms to the first answer': Math.round(memory[name].start),
    'MB at first': Math.round(memory[name].empty),
    'MB with 100,000 unread events': Math.round(memory[name].full),
    'MB two seconds later': Math.round(memory[name].idle),
  })),
)
