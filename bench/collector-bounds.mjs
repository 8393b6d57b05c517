/**
 * The bounds of a collector with 100,000 events of two contexts: what each question takes, and how
 * long it keeps others waiting; the memory that readers take who do not read.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { printTable } from './compare.mjs'

const TP2 = '/com.snowplowanalytics.snowplow/tp2'
const context = (index) => ({
  schema: `iglu:com.acme/context_${index}/jsonschema/1-0-0`,
  data: { text: 'x'.repeat(50) },
})
const co = JSON.stringify({
  schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0',
  data: [context(1), context(2)],
})
const event = { e: 'se', p: 'srv', tv: 'node-4.8.0', se_ca: 'CLI', se_ac: 'pull_package', co }
const post = (body) =>
  fetch(url + TP2, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).then((response) => response.text())
const envelope = (data) => ({
  schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
  data,
})

const child = spawn(
  process.execPath,
  ['--import', './bench/loop-delay.mjs', 'dist/cli.mjs', 'collector'],
  { stdio: ['ignore', 'pipe', 'pipe'] },
)
const [url] = /http:\S+/.exec(
  String(await new Promise((resolve) => child.stdout.once('data', resolve))),
)
const longestPause = () =>
  new Promise((resolve) => {
    child.stderr.once('data', (text) => resolve(Number(text)))
    child.kill('SIGUSR2')
  })
const megabytes = () => {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
  return Number(kilobytes) / 1024
}

for (let count = 0; count < 1000; count++) {
  await post(
    envelope(
      Array.from({ length: 100 }, (_, index) => ({
        ...event,
        aid: `app-${(count * 79 + index) % 1000}`,
      })),
    ),
  )
}

const page = { filters: [], page: 1, pageSize: 50 }
const filter = { column: 'app_id', values: ['app-1'] }
const minute = (index) => new Date(Date.now() - index * 60_000).toISOString()
const QUESTIONS = {
  'GET /micro/all': ['/micro/all'],
  'GET /micro/good': ['/micro/good'],
  'POST /micro/events, 50 of them': ['/micro/events', page],
  'POST /micro/events, sorted': ['/micro/events', { ...page, sorting: { column: 'app_id' } }],
  'POST /micro/events, filtered': ['/micro/events', { ...page, filters: [filter] }],
  'GET /micro/columns': ['/micro/columns'],
  'POST /micro/columnStats': ['/micro/columnStats', { columns: ['app_id', 'platform'] }],
  'POST /micro/timeline': [
    '/micro/timeline',
    { buckets: Array.from({ length: 60 }, (_, n) => ({ start: minute(n + 1), end: minute(n) })) },
  ],
  'GET /micro/wait?count=100000': ['/micro/wait?count=100000'],
  'GET /micro/reset': ['/micro/reset'],
}

const rows = []
for (const [what, [path, question]] of Object.entries(QUESTIONS)) {
  if (path === '/micro/reset') rows.push(await readersThatDoNotRead())
  await longestPause()
  const begin = performance.now()
  const init = question ? { method: 'POST', body: JSON.stringify(question) } : {}
  const { status, body } = await fetch(url + path, init)
  if (status !== 200) throw new Error(`${what}: ${status}`)
  let length = 0
  for await (const chunk of body) length += chunk.length
  rows.push({
    what,
    'MB of answer': (length / 1e6).toFixed(1),
    ms: Math.round(performance.now() - begin),
    'longest pause, ms': Math.round(await longestPause()),
    'MB of memory': Math.round(megabytes()),
  })
}
child.kill()
printTable('A collector with 100,000 events of two contexts each', rows)

async function readersThatDoNotRead() {
  await longestPause()
  const sockets = Array.from({ length: 50 }, () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.on('error', () => {})
    socket.write('GET /micro/good HTTP/1.1\r\nhost: localhost\r\n\r\n')
    return socket.pause()
  })
  const begin = performance.now()
  await new Promise((resolve) => setTimeout(resolve, 2000))
  const row = {
    what: '50 readers of /micro/good that do not read',
    'MB of answer': '-',
    ms: Math.round(performance.now() - begin),
    'longest pause, ms': Math.round(await longestPause()),
    'MB of memory': Math.round(megabytes()),
  }
  for (const socket of sockets) socket.destroy()
  return row
}
