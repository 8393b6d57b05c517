import { type AddressInfo, createServer, type Socket } from 'node:net'
import { stripVTControlCharacters } from 'node:util'
import width from 'fast-string-width'
import { afterEach, expect, test } from 'vitest'
import { serveCollector } from '../../../src/collector/doors/port/index.ts'
import { item, post } from '../../collector/send.ts'
import { PseudoTerminal } from '../define/pseudo-terminal.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function collector(port = 0) {
  const server = await serveCollector({ port })
  ends.push(server.close)
  return server
}

/** A program at a port that does something with each connection. */
async function program(take: (socket: Socket) => unknown): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    take(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function start(
  args: readonly string[],
  options?: ConstructorParameters<typeof PseudoTerminal>[1],
): PseudoTerminal {
  const terminal = new PseudoTerminal(
    ['monitor', '--root', 'examples/package-registry', ...args],
    options,
  )
  ends.push(() => terminal.close())
  return terminal
}

/** The lines of the screen that was drawn last. */
function lines({ raw }: PseudoTerminal): string[] {
  const [last = ''] = raw.split('\x1b[H').slice(-1)
  return stripVTControlCharacters(last).split(/\r*\n/)
}

/** These lines, with a space between two cells, and any time for any other. */
function rows(terminal: PseudoTerminal): string[] {
  return lines(terminal).map((line) =>
    line.replaceAll(/ +/g, ' ').replace(/\d\d:\d\d:\d\d/, 'hh:mm:ss'),
  )
}

/** The codes that give a terminal back: lines wrap, the cursor is seen, the former screen is there. */
const GIVEN_BACK = '\x1b[?7h\x1b[?25h\x1b[?1049l'

test('events and the metrics that they move appear as they come', async () => {
  const { url } = await collector()
  await post(url, item)
  const terminal = start(['counts.package_pulls', '--collector', url])
  await terminal.see(`Monitoring ${url}`)
  await post(url, { ...item, se_la: 'npm' }, { ...item, se_la: 'maven' })
  await terminal.see('maven')
  await expect
    .poll(() => rows(terminal).filter((row) => row !== ''))
    .toEqual([
      `Monitoring ${url}`,
      'counts.package_pulls: 2 events since hh:mm:ss',
      'METRICS 1 of 2 moved',
      'Metric Now Moved Start Counts',
      'counts.package_pulls 3 +2 1 events',
      'counts.package_pulls_by_guests 0 0 0 events, filtered',
      'EVENTS',
      'Time Event Label',
      'hh:mm:ss pull_package maven',
      " pull_package should be triggered with a named parameter 'user'.",
      'hh:mm:ss pull_package npm',
      " pull_package should be triggered with a named parameter 'user'.",
      'p pause r reset q quit',
    ])
  terminal.type('q')
  expect(await terminal.end()).toBe(0)
  expect(terminal.raw.split(GIVEN_BACK)).toHaveLength(2)
  const [, left = ''] = terminal.raw.split(GIVEN_BACK)
  expect(left.replaceAll('\r', '').replace(/\d\d:\d\d:\d\d/, 'hh:mm:ss')).toBe(
    '2 events since hh:mm:ss moved:\n  counts.package_pulls 1 -> 3\n',
  )
}, 30_000)

test('p holds the screen while events are counted, and r starts anew', async () => {
  const { url } = await collector()
  const terminal = start(['counts.package_pulls', '--collector', url])
  await terminal.see(`Monitoring ${url}`)
  await terminal.answer('q quit', 'p')
  await terminal.see(`PAUSED  Monitoring ${url}`)
  await post(url, item)
  await post(url, { ...item, se_la: 'second' })
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(terminal.screen).not.toContain('second')
  terminal.type('p')
  await terminal.see('counts.package_pulls: 2 events')
  await terminal.see('second')
  terminal.type('r')
  await terminal.see('counts.package_pulls: 0 events')
  await terminal.see('METRICS  0 of 2 moved')
  await expect.poll(() => rows(terminal)).toContain('counts.package_pulls 2 0 2 events')
}, 30_000)

test.each([
  ['q', 'q', 0],
  ['Ctrl-D', '\x04', 0],
  ['Ctrl-C', '\x03', 130],
])(
  '%s gives the terminal back',
  async (_name, key, code) => {
    const { url } = await collector()
    const terminal = start(['--collector', url])
    await terminal.answer('q quit', key)
    expect(await terminal.end()).toBe(code)
    expect(terminal.raw).toContain(GIVEN_BACK)
  },
  30_000,
)

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 129],
  ['SIGQUIT', 131],
] as const)(
  '%s gives the terminal back',
  async (signal, code) => {
    const { url } = await collector()
    const terminal = start(['--collector', url])
    await terminal.see('q quit')
    terminal.signal(signal)
    expect(await terminal.end()).toBe(code)
    expect(terminal.raw.endsWith(GIVEN_BACK)).toBe(true)
  },
  30_000,
)

test('the keys of an arrow or of a function are none of the monitor', async () => {
  const { url } = await collector()
  const terminal = start(['--collector', url])
  await terminal.answer('q quit', '\x1b[A\x1bOQ\x1b[15~x')
  await terminal.answer(`Monitoring ${url}`, 'p')
  await terminal.see('PAUSED')
  terminal.type('q')
  expect(await terminal.end()).toBe(0)
}, 30_000)

test('a collector may stop and come again, and counts nothing twice', async () => {
  const { url, close } = await collector()
  const terminal = start(['counts.package_pulls', '--collector', url])
  const kept = { ...item, eid: '11111111-1111-4111-8111-111111111111' }
  await terminal.see(`Monitoring ${url}`)
  await post(url, kept)
  await terminal.see('1 event since')
  await close()
  await terminal.see(`Waiting for ${url}: `)
  await collector(Number(new URL(url).port))
  await post(url, kept, { ...item, se_la: 'after' })
  await terminal.see(`Monitoring ${url}`)
  await terminal.see('2 events since')
  await terminal.see('The collector has forgotten its events; what was counted stays')
  await terminal.see('after')
  await expect.poll(() => rows(terminal)).toContain('counts.package_pulls 2 +2 0 events')
}, 30_000)

test('where nothing answers, a collector is started', async () => {
  const { url, close } = await collector()
  await close()
  const terminal = start(['--collector', url])
  await terminal.see(`Monitoring ${url} (started here, as nothing answered)`)
  await post(url, item)
  await terminal.see('pull_package')
}, 30_000)

test('a program that is slow to answer is waited for, and can be left meanwhile', async () => {
  const url = await program(() => {})
  const terminal = start(['--collector', url])
  await terminal.answer(`Asking ${url}`, 'q')
  expect(await terminal.end()).toBe(0)
  expect(terminal.raw).toContain(GIVEN_BACK)
}, 30_000)

test('a program that cuts its answers is waited for, with what to do', async () => {
  const url = await program((socket) => socket.destroy())
  const terminal = start(['--collector', url], { columns: 200 })
  await terminal.answer(
    `Waiting for ${url}: it broke the connection off … If it is not a collector, name one: --collector <url>`,
    'q',
  )
  expect(await terminal.end()).toBe(0)
}, 30_000)

test('a program that is not a collector is told on the former screen', async () => {
  const url = await program((socket) => socket.end('SSH-2.0-x\r\n'))
  const terminal = start(['--collector', url])
  expect(await terminal.end()).toBe(2)
  const [, left = ''] = terminal.raw.split(GIVEN_BACK)
  expect(left.trim()).toBe(
    `Failed to monitor ${url}: it does not answer in HTTP. Name a collector that keeps events: --collector <url>.`,
  )
}, 30_000)

test('the screen fits whatever size the terminal has or gets', async () => {
  const { url } = await collector()
  const terminal = start(['--collector', url], { columns: 100, rows: 30 })
  await terminal.see(`Monitoring ${url}`)
  await post(url, { ...item, se_la: '日本語のラベル', se_pr: '\u001b[2J👩‍👩‍👧' })
  await terminal.see('日本語のラベル')
  for (const [columns, rows] of [
    [20, 10],
    [40, 15],
    [200, 50],
  ] as const) {
    const before = terminal.raw.length
    terminal.resize(columns, rows)
    await expect.poll(() => terminal.raw.slice(before)).toContain('q')
    await expect.poll(() => lines(terminal).length).toBe(rows)
    for (const line of lines(terminal)) expect(width(line)).toBeLessThanOrEqual(columns)
  }
  expect(terminal.raw).not.toContain('\x1b[2J')
  await terminal.see('"\\u001b[2J')
}, 30_000)

test('a terminal that does not tell its size is one of 80 columns and 24 rows', async () => {
  const { url } = await collector()
  const terminal = start(['--collector', url], { columns: 0, rows: 0 })
  await terminal.see('q quit')
  expect(lines(terminal)).toHaveLength(24)
  terminal.resize(40, 10)
  await expect.poll(() => lines(terminal).length).toBe(10)
  terminal.resize(0, 0)
  await expect.poll(() => lines(terminal).length).toBe(24)
}, 30_000)

test('a terminal of another size is drawn anew, also where the lines are the same', async () => {
  const { url } = await collector()
  const terminal = start(['--collector', url], { columns: 200 })
  await terminal.see(`Monitoring ${url}`)
  const drawn = () => terminal.raw.split('\x1b[H').length
  const before = drawn()
  terminal.resize(201, 40)
  await expect.poll(drawn).toBe(before + 1)
}, 30_000)

test('NO_COLOR is heeded', async () => {
  const { url } = await collector()
  const terminal = start(['--collector', url], { env: { NO_COLOR: '1' } })
  await terminal.see(`Monitoring ${url}`)
  await post(url, { ...item, se_ac: 'pull_pakage' })
  await terminal.see('not defined; did you mean "pull_package"?')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with it
  expect(terminal.raw).not.toMatch(/\x1b\[\d*m/)
}, 30_000)

test('a dumb terminal gets lines', async () => {
  const { url } = await collector()
  const terminal = start(['--collector', url], { env: { TERM: 'dumb' } })
  await terminal.see(`Monitoring ${url}`)
  await post(url, item)
  await terminal.see('pull_package')
  expect(terminal.raw).not.toContain('\x1b')
}, 30_000)
