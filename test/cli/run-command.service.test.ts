import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/index.ts'
import { read } from '../collector/send.ts'

async function run(...args: string[]) {
  const written = { out: '', error: '' }
  const code = await runCommand(args, {
    out: (text) => {
      written.out += text
    },
    error: (text) => {
      written.error += text
    },
  })
  return { code, ...written }
}

const USAGE = `Usage: internal-events <command> [options]

Commands:
  check        List the faults of event and metric definitions
  collector    Receive events of Snowplow trackers, and show them at /micro/ui

Options of check:
  --root <folder>         The folder that the globs start from. Default: the nearest, from here
                          upwards, with internal-events.config.* or config/events

Options of collector:
  --port <number>         Default: any free port
  --host <address>        Default: 127.0.0.1
  --max-events <number>   The number of newest events to keep. Default: 100000
  --max-bytes <number>    The largest body to read. Default: 10000000
  --schemas <glob>        Schemas in Iglu's layout to check contexts against; may be repeated
  --strict                Refuse data with an unknown schema
  --lenient               Take content types, encodings and paths that production refuses
  --micro-version <3|4>   The version of Micro whose shapes /micro answers in. Default: 4
`

test.each([[[]], [['--help']], [['-h']], [['help']], [['collector', '--help']]])(
  'explains itself: %j',
  async (args) => {
    expect(await run(...args)).toEqual({ code: 0, out: USAGE, error: '' })
  },
)

test.each([
  [
    ['colector'],
    'Failed to run internal-events colector: there is no such command. Run internal-events --help.\n',
  ],
  [
    ['check', 'config/events'],
    "Failed to run internal-events check: Unexpected argument 'config/events'. Run internal-events --help.\n",
  ],
  [
    ['collector', '--ports', '1'],
    "Failed to run internal-events collector: Unknown option '--ports'. Run internal-events --help.\n",
  ],
  [
    ['collector', '--port', 'any'],
    'Failed to run internal-events collector: --port is "any", which is not a whole number. Run internal-events --help.\n',
  ],
  [
    ['collector', '--micro-version', '2'],
    'Failed to run internal-events collector: --micro-version is 2, which is neither 3 nor 4. Run internal-events --help.\n',
  ],
])('refuses %j with 2', async (args, error) => {
  expect(await run(...args)).toEqual({ code: 2, out: '', error })
})

test('fails with 1 where it cannot start', async () => {
  const { code, error } = await run('collector', '--schemas', 'no/such/file')
  expect(code).toBe(1)
  expect(error).toMatch(/^Failed to read schemas: no file matches no\/such\/file under .*\n$/)
})

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** Runs it from a shell, in a folder without definitions. */
function start(...args: string[]): Promise<string> {
  const script = new URL('../../src/entries/cli.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, 'collector', ...args], {
    cwd: mkdtempSync(`${tmpdir()}/cli-`),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  stops.push(() => child.kill())
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
