/**
 * The harm that a client does to its service: 100,000 events in a burst, each within a request of its
 * own with the headers of a GitLab instance, while the collector is down, hangs or fails. Run with
 * `--expose-gc`.
 */
import { createServer } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import {
  contextFromHeaders,
  InternalEventsClient,
  withInternalEventContext,
} from '../packages/client/dist/index.mjs'
import { printTable } from './compare.mjs'

const EVENTS = 100_000
/** The events that one turn of the event loop tracks. */
const A_TURN = 10

const headers = Object.fromEntries(
  [
    'realm saas',
    'instance-id 5a2f2c5e-9b1c-4f0b-8f0e-0c6a7f1e2d3b',
    'host-name gitlab.example.com',
    'version 19.2.0',
    'deployment-type .com',
    'global-user-id 8f14e45fceea167a5a36dedd4bea2543',
    'project-id 2',
    'namespace-id 3',
    'root-namespace-id 4',
    'feature-enabled-by-namespace-ids 4,5,6',
  ]
    .map((line) => line.split(' '))
    .map(([name, value]) => [`x-gitlab-${name}`, value]),
)
const quiet = { debug() {}, warn() {} }
const listen = (answer) =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      request.resume().on('end', () => answer(response))
    }).listen(0, '127.0.0.1', () => resolve(server))
  })
const urlOf = (server) => `http://127.0.0.1:${server.address().port}`

const COLLECTORS = {
  'is not asked (disabled)': undefined,
  'is down': undefined,
  hangs: () => {},
  'answers 503': (response) => response.writeHead(503).end(),
  'answers after 100 ms': (response) => setTimeout(() => response.end('ok'), 100),
  'answers at once': (response) => response.end('ok'),
}

const rows = []
for (const [what, answer] of Object.entries(COLLECTORS)) {
  const server = answer && (await listen(answer))
  const endpoint = server ? urlOf(server) : 'http://127.0.0.1:1'
  const enabled = what !== 'is not asked (disabled)'
  const client = new InternalEventsClient({ enabled, endpoint, logger: quiet })
  rows.push({ 'the collector': what, ...(await burst(client)) })
  await client.shutdown({ timeout: 100 }).catch(() => {})
  server?.closeAllConnections()
  server?.close()
}
printTable('100,000 events in a burst, in the service', rows)

async function burst(client) {
  globalThis.gc()
  const start = process.memoryUsage()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const begin = process.cpuUsage()
  for (let count = 0; count < EVENTS; count += A_TURN) {
    for (let index = 0; index < A_TURN; index++) {
      withInternalEventContext(contextFromHeaders(headers, { logger: quiet }), () =>
        client.trackEvent('request_duo_chat_response', {
          category: 'ChatController',
          additionalProperties: { label: 'completion', property: `flow-${count}`, value: count },
          input_tokens: count,
          output_tokens: 200,
        }),
      )
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { user, system } = process.cpuUsage(begin)
  delay.disable()
  globalThis.gc()
  const end = process.memoryUsage()
  const { delivered, waiting, lost } = client.stats
  return {
    delivered,
    waiting,
    lost: Object.values(lost).reduce((sum, events) => sum + events, 0),
    'MB kept over the start': ((kept(end) - kept(start)) / 1e6).toFixed(1),
    'MB of RSS over the start': ((end.rss - start.rss) / 1e6).toFixed(1),
    'longest pause, ms': (delay.max / 1e6).toFixed(1),
    'µs CPU an event': ((user + system) / EVENTS).toFixed(1),
  }
}

function kept({ heapUsed, arrayBuffers }) {
  return heapUsed + arrayBuffers
}
