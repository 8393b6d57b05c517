/**
 * The collector on a port, as `npx internal-events collector` runs it, against a bare server of
 * node:http that only reads the body: events a second, start, memory.
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
const SECONDS = 5
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
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const text = await new Promise((resolve) => child.stdout.once('data', resolve))
  const [url] = /http:\S+/.exec(String(text))
  await fetch(`${url}/health`).then((response) => response.text())
  return { child, url, milliseconds: performance.now() - begin }
}

async function load(url, batch) {
  const { requests, non2xx, errors } = await autocannon({
    url: url + TP2,
    method: 'POST',
    headers: JSON_TYPE,
    body: bodyOf(batch),
    connections: CONNECTIONS,
    duration: SECONDS,
  })
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests failed`)
  return requests.average * batch
}

const megabytes = (pid) => {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(kilobytes) / 1024
}

const rows = []
for (const [name, args] of Object.entries(SERVERS)) {
  const starts = []
  for (let count = 0; count < 5; count++) {
    const { child, milliseconds } = await start(args)
    starts.push(milliseconds)
    child.kill()
  }
  const { child, url } = await start(args)
  const empty = megabytes(child.pid)
  for (let count = 0; count < 2000; count++) {
    const init = { method: 'POST', headers: JSON_TYPE, body: bodyOf(50) }
    await fetch(url + TP2, init).then((response) => response.text())
  }
  const full = megabytes(child.pid)
  rows.push({
    name,
    start: median(starts),
    empty,
    full,
    one: await load(url, 1),
    ten: await load(url, 10),
  })
  child.kill()
}

const [base] = rows
printTable(
  `A collector on a port: ${CONNECTIONS} connections, one context an event`,
  rows.map(({ name, start, empty, full, one, ten }) => ({
    what: name,
    'events/s, 1 a request': Math.round(one),
    ratio: (one / base.one).toFixed(2),
    'events/s, 10 a request': Math.round(ten),
    'ratio ': (ten / base.ten).toFixed(2),
    'ms to the first answer': Math.round(start),
    'MB at first': Math.round(empty),
    'MB with 100,000 events': Math.round(full),
  })),
)
