import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { serveCollector } from '../../src/collector/doors/port/index.ts'
import { standardContext } from '../../src/snowplow/index.ts'
import { PseudoTerminal } from '../cli/define/pseudo-terminal.ts'
import { item, post } from '../collector/send.ts'

const page = readFileSync('docs/monitor.md', 'utf8')
/** The commands of the page, each with what it prints. */
const shown = [...page.matchAll(/^```console\n\$ npx internal-events (.*?)\n(.*?)^```$/gms)].map(
  ([, args = '', output = '']) => ({ args: args.split(' '), output }),
)

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const context = (data: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({
    schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1',
    data: [
      standardContext({ environment: 'test', user_id: 1, project_id: 2, namespace_id: 3, ...data }),
    ],
  })
const events = [
  {
    ...item,
    se_la: 'npm',
    co: context(),
  },
  {
    ...item,
    se_ac: 'push_package',
    se_la: 'maven',
    se_va: '4.5',
    co: context({ extra: { lang: 'java' } }),
  },
  { ...item, se_ac: 'pull_pakage', se_la: 'npm' },
]

/** Runs a command of the page beside a collector until all events are there, and returns what it prints. */
async function run({ args }: { readonly args: readonly string[] }): Promise<string> {
  const collector = await serveCollector({})
  ends.push(collector.close)
  const isPiped = args.at(-1) === 'cat'
  const own = ['--root', 'examples/package-registry', '--collector', collector.url]
  const terminal = new PseudoTerminal([...(isPiped ? args.slice(0, -2) : args), ...own], {
    columns: 100,
    rows: 31,
    // As a pipe, such a terminal gets lines.
    env: { NO_COLOR: '1', ...(isPiped ? { TERM: 'dumb' } : {}) },
  })
  ends.push(() => terminal.close())
  await terminal.see(`Monitoring ${collector.url}`)
  const before = terminal.raw.length
  await post(collector.url, ...events)
  await terminal.see(isPiped || args.includes('--json') ? 'sums.pushed_kilobytes_weekly' : 'maven')
  await terminal.see(isPiped ? '?)' : args.includes('--json') ? ']}' : 'q quit')
  const printed = terminal.raw.slice(before).split('\x1b[H').at(-1) ?? ''
  return settled(stripVTControlCharacters(printed).replaceAll('\r', ''), collector.url)
}

/** Makes the times and the address of all runs the same. */
function settled(text: string, url: string): string {
  return `${text.trimEnd()}\n`
    .replaceAll(/\d\d:\d\d:\d\d/g, '09:05:00')
    .replaceAll(/(?<=:00)\.\d{3}Z/g, '.000Z')
    .replaceAll(/\d{4}-\d\d-\d\dT/g, '2026-02-13T')
    .replace(url, 'http://127.0.0.1:9090')
}

test('every command of docs/monitor.md prints what the page says', async () => {
  expect(shown).toHaveLength(3)
  const printed = []
  for (const { args } of shown) printed.push({ args, output: await run({ args }) })
  expect(printed).toEqual(shown)
}, 60_000)
