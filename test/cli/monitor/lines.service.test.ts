import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runCommand } from '../../../src/cli/index.ts'
import { MONITOR_USAGE } from '../../../src/cli/monitor/monitor-usage.ts'
import { serveCollector } from '../../../src/collector/doors/port/index.ts'
import { item, post } from '../../collector/send.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'

const PROJECT = resolve('examples/package-registry')
const NO_PROJECT = resolve('test/monitor')
const ends: (() => unknown)[] = []
beforeEach(() => void vi.spyOn(process, 'cwd').mockReturnValue(PROJECT))
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  vi.restoreAllMocks()
})

async function collector(port = 0) {
  const server = await serveCollector({ port })
  ends.push(server.close)
  return server
}

async function run(...args: string[]) {
  const written = { out: '', error: '' }
  const result = await runCommand(['monitor', ...args], {
    out: (text) => {
      written.out += text
    },
    error: (text) => {
      written.error += text
    },
  })
  if (typeof result !== 'number') ends.push(result.close)
  return Object.assign(written, {
    code: typeof result === 'number' ? result : undefined,
    async says(text: string) {
      await expect.poll(() => written.error, { timeout: 5000 }).toContain(text)
    },
    async prints(text: string) {
      await expect.poll(() => written.out, { timeout: 5000 }).toContain(text)
    },
  })
}

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g

test('without a terminal each event is a line, with the metrics that it moved', async () => {
  const { url } = await collector()
  await post(url, item)
  const monitor = await run('pull_package', '--collector', url)
  await monitor.says('Monitoring')
  await post(
    url,
    { ...item, se_la: 'npm', se_pr: 'a b\u001b[2J' },
    { ...item, se_ac: 'push_package' },
  )
  await monitor.prints('pull_package')
  expect(monitor.error).toBe(`Monitoring ${url}\n`)
  expect(monitor.out.replace(TIME, 'TIME')).toBe(
    'TIME pull_package label=npm property="a b\\u001b[2J" (pull_package should be triggered with a named parameter \'user\'.) [counts.package_events 1 -> 2; counts.package_events_monthly 1 -> 2; counts.package_events_weekly 1 -> 2; counts.package_pulls 1 -> 2]\n',
  )
})

test('--help says all that one has to know', async () => {
  const { code, out } = await run('--help')
  expect(code).toBe(0)
  expect(out).toBe(MONITOR_USAGE)
  for (const word of ['[names]', '--collector', '--root', '--json', 'Keys:', 'Exit codes:']) {
    expect(out).toContain(word)
  }
  expect(Math.max(...out.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(100)
})

test('--json prints an object for each event', async () => {
  const { url } = await collector()
  const monitor = await run('--json', '--collector', `${url}/`)
  await monitor.says('Monitoring')
  await post(url, { ...item, se_ac: 'pull_pakage' })
  await monitor.prints('pull_pakage')
  expect(JSON.parse(monitor.out)).toEqual({
    time: expect.stringMatching(TIME),
    name: 'pull_pakage',
    category: 'CLI',
    additionalProperties: {},
    fault: 'not defined; did you mean "pull_package"?',
    metrics: [],
  })
})

test('a collector may stop and come again', async () => {
  const { url, close } = await collector()
  const monitor = await run('counts.package_pulls', '--collector', url)
  await post(url, item)
  await monitor.prints('[counts.package_pulls 0 -> 1]')
  await close()
  await monitor.says(`Waiting for ${url}: `)
  await collector(Number(new URL(url).port))
  await post(url, item)
  await monitor.prints('[counts.package_pulls 1 -> 2]')
  expect(monitor.out.match(/\n/g)).toHaveLength(2)
  // If it was just being asked, it broke the connection off.
  expect(monitor.error.replace(/(?<=Waiting for \S+: ).*/, 'REASON')).toBe(
    [
      `Monitoring ${url}`,
      `Waiting for ${url}: REASON`,
      `Monitoring ${url}`,
      'The collector has forgotten its events; what was counted stays',
      '',
    ].join('\n'),
  )
})

test('where nothing answers, a collector is started', async () => {
  const { url, close } = await collector()
  await close()
  const monitor = await run('--collector', url)
  await monitor.says(`Monitoring ${url} (started here, as nothing answered)\n`)
  await post(url, item)
  await monitor.prints(' pull_package ')
})

test('where no collector can be started, another is to be named', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  // The port of one that connects is taken, and nothing listens there.
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(client, 'connect')
  ends.push(() => {
    client.destroy()
    server.close()
  })
  const url = `http://127.0.0.1:${client.localPort}`
  const { code, error } = await run('--collector', url)
  expect([code, error]).toEqual([
    2,
    `Failed to monitor ${url}: nothing answers there, and no collector can be started there (EADDRINUSE). Name another one: --collector <url>.\n`,
  ])
})

test('a collector of another machine is waited for', async () => {
  const monitor = await run('--collector', 'http://collector.invalid:9090')
  await monitor.says('Waiting for http://collector.invalid:9090: ')
  await monitor.says('If it is not a collector, name one: --collector <url>\n')
})

test('without definitions it ends with 2, as the other commands', async () => {
  const { root, remove } = temporaryProject({ 'package.json': '{}' })
  ends.push(remove)
  vi.mocked(process.cwd).mockReturnValue(root)
  const { url } = await collector()
  const { code, out, error } = await run('--collector', url)
  expect([code, out]).toEqual([2, ''])
  expect(error).toMatch(/^Failed to load the catalog: no event definition matches /)
})

test('an event that may be meant for a watched one is shown with its fault', async () => {
  const { url } = await collector()
  const monitor = await run('pull_package', '--collector', url)
  await monitor.says('Monitoring')
  await post(
    url,
    { ...item, se_ac: 'push_pakage' },
    { ...item, se_ac: 'something_else' },
    { ...item, se_ac: 'pull_pakage' },
  )
  await monitor.prints('pull_pakage')
  expect(monitor.out.replace(TIME, 'TIME')).toBe(
    'TIME pull_pakage (not defined; did you mean "pull_package"?)\n',
  )
})

test.each([
  [
    ['pull_pakage'],
    'Failed to find event "pull_pakage": no definition has this action. Did you mean "pull_package"?\n',
  ],
  [
    [''],
    'Failed to run internal-events monitor: a name is empty. Leave it out to watch everything.\n',
  ],
  [
    ['--root', NO_PROJECT],
    expect.stringMatching(/^Failed to load the catalog: no event definition matches /),
  ],
  [
    ['--collector', 'localhost:9090'],
    'Failed to run internal-events monitor: --collector is "localhost:9090", which is not the URL of a collector. Give one such as http://127.0.0.1:9090.\n',
  ],
  [
    ['--colector', 'http://localhost:9090'],
    'Failed to run internal-events monitor: there is no option --colector. Did you mean --collector?\n',
  ],
  [
    ['--collector', 'http://127.0.0.1:1'],
    'Failed to monitor http://127.0.0.1:1: Node.js asks nobody at this port. Name a collector that keeps events: --collector <url>.\n',
  ],
])('%j is refused with 2', async (args, error) => {
  const { code, ...written } = await run(...args)
  expect([code, written.out, written.error]).toEqual([2, '', error])
})
