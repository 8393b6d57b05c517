import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/index.ts'
import { VERSION } from '../../src/foundation/index.ts'
import { item, post, read } from '../collector/send.ts'

async function run(...args: string[]) {
  const written = { out: '', error: '' }
  const result = await runCommand(args, {
    isInteractive: true,
    out: (text) => {
      written.out += text
    },
    error: (text) => {
      written.error += text
    },
  })
  if (typeof result === 'number') return { code: result, ...written }
  stops.push(() => void result.close())
  return { written, close: result.close }
}

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

const USAGE = `Usage: internal-events <command> [options]

Commands:
  check        Find the faults of event and metric definitions
  collector    Receive events of Snowplow trackers, and show them at /micro/ui
  coverage     Tell which events and metrics tests guard, and judge the gates
  define       Write definitions of events and metrics
  dictionary   Write one page that shows all events and metrics
  journeys     Compare the journeys of two runs
  monitor      Watch events, and the metrics that they move
  types        Write the types of events and metrics, which TypeScript checks names with

Options:
  --help       Show this text; behind a command, its options: internal-events check --help
  --version    Show the version
`

test.each([[[]], [['--help']], [['-h']], [['help']]])('explains itself: %j', async (args) => {
  expect(await run(...args)).toEqual({ code: 0, out: USAGE, error: '' })
})

test.each(['check', 'collector', 'define', 'dictionary', 'monitor', 'types'])(
  '%s --help has its options, exit codes and examples',
  async (command) => {
    const ran = await run(command, '--help')
    const parts = [`^Usage: internal-events ${command} `, '  --help ', 'Exit codes: ', 'Examples:']
    const page = new RegExp(`${parts.join('.*\n')}\n  internal-events ${command}`, 's')
    expect(ran).toMatchObject({ code: 0, error: '', out: expect.stringMatching(page) })
    // A terminal of 100 columns breaks no line.
    expect(ran).not.toMatchObject({ out: expect.stringMatching(/^.{101,}$/m) })
  },
)

test.each([
  [
    ['colector'],
    'Failed to run internal-events colector: there is no such command. Did you mean collector?\n',
  ],
  [
    ['watch', '--port', '1'],
    'Failed to run internal-events watch: there is no such command. Run internal-events --help.\n',
  ],
  [
    ['check', 'config/events', '--format', 'jsno'],
    'Failed to run internal-events check: --format is "jsno", which is none of text, json, github, gitlab, sarif, junit. Did you mean json?\n',
  ],
  [
    ['check', '--roto', 'x'],
    'Failed to run internal-events check: there is no option --roto. Did you mean --root?\n',
  ],
  [
    ['collector', '--prot', '4'],
    'Failed to run internal-events collector: there is no option --prot. Did you mean --port?\n',
  ],
  [
    ['collector', '--maxEvents=4'],
    'Failed to run internal-events collector: there is no option --maxEvents. Did you mean --max-events?\n',
  ],
  [
    ['types', '--export'],
    'Failed to run internal-events types: there is no option --export. Did you mean --export-only?\n',
  ],
  [
    ['dictionary', '--output', 'public'],
    'Failed to run internal-events dictionary: there is no option --output. Did you mean --out?\n',
  ],
  [
    ['monitor', '--format', 'json'],
    'Failed to run internal-events monitor: there is no option --format. Run internal-events monitor --help.\n',
  ],
  [
    ['collector', '-p', '4'],
    'Failed to run internal-events collector: there is no option -p. Run internal-events collector --help.\n',
  ],
  [
    ['collector', '--constructor'],
    'Failed to run internal-events collector: there is no option --constructor. Run internal-events collector --help.\n',
  ],
  [
    ['collector', '--port'],
    'Failed to run internal-events collector: --port has no value. Run internal-events collector --help.\n',
  ],
  [
    ['collector', '--allowed-hosts', '--strict'],
    'Failed to run internal-events collector: --allowed-hosts has no value. Run internal-events collector --help.\n',
  ],
  [
    ['collector', '--strict=x'],
    'Failed to run internal-events collector: --strict takes no value, but has "x". Run internal-events collector --help.\n',
  ],
  [
    ['collector', '--max-events', '-1'],
    'Failed to run internal-events collector: --max-events is "-1", which is not a whole number. Run internal-events collector --help.\n',
  ],
  [
    ['collector', '--', '--port'],
    'Failed to run internal-events collector: it takes options alone, not "--port". Run internal-events collector --help.\n',
  ],
  [
    ['collector', '--port', 'any'],
    'Failed to run internal-events collector: --port is "any", which is not a whole number. Run internal-events collector --help.\n',
  ],
  [
    ['collector', '--micro-version', '2'],
    'Failed to run internal-events collector: --micro-version is 2, which is neither 3 nor 4. Run internal-events collector --help.\n',
  ],
  [
    ['collector', '--output-json', '--output-tsv'],
    'Failed to run internal-events collector: there are both --output-json and --output-tsv. Run internal-events collector --help.\n',
  ],
])('refuses %j with 2', async (args, error) => {
  expect(await run(...args)).toEqual({ code: 2, out: '', error })
})

test.each([
  [['--version']],
  [['-v']],
  [['collector', '--version']],
  [['check', '--version']],
  [['check', '--root', 'x', '-v']],
])('says its version: %j', async (args) => {
  expect(await run(...args)).toEqual({ code: 0, out: `${VERSION}\n`, error: '' })
})

test('fails with 1 where it cannot start', async () => {
  expect(await run('collector', '--host', '')).toEqual({
    code: 1,
    out: '',
    error:
      'Failed to start the collector: the host is empty. Leave it out to listen on 127.0.0.1, or give 0.0.0.0 for all addresses of this machine.\n',
  })
  expect(await run('collector', '--allowed-hosts', 'micro,http://y:9090')).toEqual({
    code: 1,
    out: '',
    error:
      'Failed to start the collector: the allowed host "http://y:9090" is not the name of a host. Give the name alone: y.\n',
  })
  expect(await run('collector', '--schemas', 'no/such/file')).toMatchObject({
    code: 1,
    error: expect.stringMatching(
      /^Failed to read schemas: no file matches no\/such\/file under .*\n$/,
    ),
  })
})

const script = new URL('../../src/entries/cli.ts', import.meta.url).pathname

/** Runs it from a shell, in a folder without definitions. */
function spawnCollector(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [script, 'collector', ...args], {
    cwd: mkdtempSync(`${tmpdir()}/cli-`),
    env: { ...process.env, npm_config_user_agent: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  stops.push(() => child.kill())
  return child
}

function start(...args: string[]): Promise<string> {
  const child = spawnCollector(args)
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => resolve(String(text)))
    child.on('exit', (code) => reject(new Error(`It ended with ${code}`)))
  })
}

test('starts a collector, which says where it is', async () => {
  const text = await start(
    '--max-events',
    '2',
    '--max-bytes',
    '500',
    '--strict',
    '--lenient',
    '--micro-version',
    '3',
  )
  const [, url = ''] =
    /^Collecting at (http:\/\/127\.0\.0\.1:\d+)\nWatch at \1\/micro\/ui\n$/.exec(text) ?? []
  const send = (query: string) => fetch(`${url}/i?e=se&p=srv&tv=x&se_ac=pull_package${query}`)
  await send('')
  await send('')
  await send('')
  const co = {
    schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0',
    data: [{ schema: 'iglu:com.acme/x/jsonschema/1-0-0', data: {} }],
  }
  await send(`&co=${encodeURIComponent(JSON.stringify(co))}`)
  expect(await read(`${url}/micro/all`)).toEqual({ total: 2, good: 1, bad: 1, dropped: 2 })
  const body = JSON.stringify({
    schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
    data: [{ e: 'pv', p: 'web', tv: 'x' }],
  })
  await fetch(`${url}/t/lenient/a/b`, { method: 'POST', body })
  expect(await read(`${url}/t/lenient/micro/all`)).toEqual({ total: 1, good: 1, bad: 0 })
  const large = await fetch(`${url}/a/b`, { method: 'POST', body: 'x'.repeat(501) })
  expect(large.status).toBe(413)
  expect((await fetch(`${url}/micro/ui`)).headers.get('content-type')).toContain('text/html')
  expect(await read(`${url}/micro/reset`)).toEqual({ total: 0, good: 0, bad: 0 })
}, 20_000)

const urlIn = (text: string) => /http:\S+?(?=\n|\/micro)/.exec(text)?.[0] ?? ''

test('prints a line for each event on a terminal', async () => {
  const { written, close } = await run('collector')
  const url = urlIn(written?.out ?? '')
  const co = JSON.stringify({
    schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0',
    data: [
      {
        schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
        data: { environment: 'test', user_id: 1, project_id: 2 },
      },
    ],
  })
  await post(url, { ...item, se_la: 'npm', se_pr: 'user', se_va: '3', co })
  await post(`${url}/t/checkout`, { ...item, se_ac: 'pull_pakage' })
  await post(url, { ...item, se_ac: 'import_package_from_ftp' })
  await post(url, { e: 'pv', p: 'web', tv: 'js-4.8.0', url: 'https://shop.test' })
  await post(url, { ...item, se_ac: 'evil\u001b[2J\u202e', se_la: 'x'.repeat(400) })
  await post(url, { ...item, vid: 3 }, { ...item, se_ac: { toString: 1 } })
  await fetch(`${url}/i`, { method: 'POST' })
  await close?.()
  const lines = written?.out.split('\n').slice(2) ?? []
  expect(lines.map((line) => line.slice(0, 60))).toEqual([
    'GOOD pull_package label=npm property=user value=3 user=1 project=2'.slice(0, 60),
    'GOOD pull_pakage (not defined; did you mean "pull_package"?) '.slice(0, 60),
    'GOOD import_package_from_ftp (removed)',
    'GOOD page_view',
    `GOOD evil [2J  label=${'x'.repeat(39)}`,
    'BAD pull_package: vid should be a string, but is a number',
    'BAD request: se_ac should be a string, but is a object'.slice(0, 60),
    '',
  ])
  expect(lines[1]).toMatch(/ \[checkout\]$/)
  expect(lines[4]).toHaveLength(300)
})

test('prints no lines where it should be quiet', async () => {
  const { written, close } = await run('collector', '--quiet')
  await post(urlIn(written?.out ?? ''), item)
  await close?.()
  expect(written?.out.split('\n')).toHaveLength(3)
})

test('prints events as data for another program, and nothing else there', async () => {
  const { written, close } = await run('collector', '--output-json')
  const url = urlIn(written?.error ?? '')
  await post(url, { ...item, se_va: '2.5' }, { ...item, vid: 3 })
  await fetch(`${url}/a/b`, { method: 'POST', body: 'bytes' })
  await close?.()
  const lines = written?.out.trim().split('\n') ?? []
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { event: 'struct', se_action: 'pull_package', se_value: 2.5 },
    { contexts_com_snowplowanalytics_snowplow_failure_1: [{}] },
  ])
})

test('prints events as tab-separated values', async () => {
  const { written, close } = await run('collector', '--output-tsv', '--no-storage')
  const url = urlIn(written?.error ?? '')
  expect(written?.error).not.toContain('/micro/ui')
  await post(url, { ...item, aid: 'cli', se_la: 'a\tb\nc', cookie: '1' })
  for (const path of ['all', 'good', 'ui', 'reset', 'none']) {
    expect([path, (await fetch(`${url}/micro/${path}`)).status]).toEqual([path, 404])
  }
  expect((await fetch(`${url}/health`)).status).toBe(200)
  await close?.()
  const [line = '', ...rest] = written?.out.split('\n') ?? []
  const values = line.split('\t')
  expect(values).toHaveLength(131)
  expect(values.slice(0, 2)).toEqual(['cli', 'srv'])
  expect(values[3]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/)
  expect(values).toContain('pull_package')
  expect(rest).toEqual([''])
})

test('tells at its start of definitions that cannot be used', async () => {
  const folder = mkdtempSync(`${tmpdir()}/cli-faults-`)
  mkdirSync(`${folder}/config/events`, { recursive: true })
  writeFileSync(`${folder}/config/events/pull.yml`, 'action: "pull')
  const child = spawn(process.execPath, [script, 'collector'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  stops.push(() => child.kill())
  const text = await new Promise((resolve) => child.stderr.once('data', resolve))
  expect(String(text)).toMatch(
    /^Definitions that cannot be used:\n {2}config\/events\/pull\.yml:1: unexpected end of the stream/,
  )
}, 20_000)

const ended = (child: ReturnType<typeof spawnCollector>) =>
  new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)))
const started = (child: ReturnType<typeof spawnCollector>) =>
  new Promise((resolve) => child.stdout.once('data', resolve))

test('goes on when nobody reads its output any more', async () => {
  const child = spawnCollector(['--output-json'])
  child.stdout.destroy()
  const text = await new Promise((resolve) => child.stderr?.once('data', resolve))
  for (let count = 0; count < 3; count++) {
    expect((await post(urlIn(String(text)), item)).status).toBe(200)
  }
  expect(child.exitCode).toBeNull()
}, 20_000)

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const)(
  'ends by %s with %i, also as the first process of a container',
  async (signal, code) => {
    const child = spawnCollector([])
    await started(child)
    child.kill(signal)
    // Without a handler it would be the signal that ends it, which the first process does not heed.
    expect(await ended(child)).toBe(code)
  },
  20_000,
)

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'ends when the npx that started it is ended by %s',
  async (signal) => {
    const folder = mkdtempSync(`${tmpdir()}/cli-npx-`)
    mkdirSync(`${folder}/node_modules/.bin`, { recursive: true })
    writeFileSync(`${folder}/package.json`, '{}')
    symlinkSync(process.execPath, `${folder}/node_modules/.bin/collector-node`)
    const npx = spawn('npx', ['collector-node', script, 'collector'], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    stops.push(() => {
      try {
        process.kill(-Number(npx.pid), 'SIGKILL')
      } catch {}
    })
    const text = await new Promise((resolve) => npx.stdout.once('data', resolve))
    const url = urlIn(String(text))
    npx.kill(signal)
    const health = () => fetch(`${url}/health`).then(String, () => 'gone')
    await expect.poll(health, { timeout: 10_000, interval: 100 }).toBe('gone')
  },
  40_000,
)
