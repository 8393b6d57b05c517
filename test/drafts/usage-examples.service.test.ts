import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { runDefine } from '../cli/define/run-define.ts'

const ROOT = resolve('.cache/usage-examples')
const KINDS = ['back-end', 'front-end', 'vue', 'attributes']

const event = (name: string, identifiers: string, ...options: string[]) => [
  ...['event', '--name', name, '--identifiers', identifiers],
  ...['--description', `It is ${name}`, ...options],
]
const metric = (events: string, scope: string, ...options: string[]) => [
  ...['metric', '--event', events, '--scope', scope],
  ...['--description', 'as it should be', ...options],
]

/** A value that is hard to write in HTML, JavaScript and Ruby. */
const ODD = 'label=<b> & "it\'s" $'.concat('{x} `y` \\z')

const DEFINITIONS = [
  event('plain_event', 'none'),
  event('user_event', 'user', '--property', 'value=Number of things'),
  event('project_event', 'project,namespace', '--property', 'label'),
  event('namespace_event', 'namespace', '--property', 'colour=The /* colour */ `x` */'),
  event('duo_event', 'feature_enabled_by_namespace_ids,user', '--classification', 'duo'),
  event(
    'rich_event',
    'project,namespace,user',
    ...['label=Type', 'property', 'value', '123=Odd', 'size'].flatMap((one) => ['--property', one]),
  ),
  event('odd_event', 'none', '--property', 'label', '--property', 'size'),
  metric('plain_event', 'total'),
  metric('user_event', 'user'),
  metric('user_event', 'total'),
  metric('user_event', 'sum'),
  metric('project_event', 'namespace'),
  metric('project_event', 'label'),
  metric('namespace_event', 'total', '--filter', 'colour=12.5', '--name', 'coloured'),
  metric('odd_event', 'total', '--filter', ODD, '--name', 'odd_ones'),
  metric('rich_event', 'user'),
  metric('rich_event,user_event', 'sum'),
  metric(
    'rich_event',
    'project',
    ...['label=npm', '123=a', 'value=7', 'size=5,x'].flatMap((filter) => ['--filter', filter]),
    ...['--name', 'rich'],
  ),
]

/** Properties that `define` refuses, and definitions have all the same. */
const STRANGE = `internal_events: true
action: strange_event
additional_properties: { "x\\ny": { description: Two }, __proto__: { description: Own }, "'\\u2028": {} }
`

test('the printed tests of each event pass where they are written', async () => {
  rmSync(ROOT, { recursive: true, force: true })
  mkdirSync(join(ROOT, 'config/events'), { recursive: true })
  for (const args of DEFINITIONS) {
    expect(await runDefine(...args, '--root', ROOT)).toMatchObject({ code: 0, error: '' })
  }
  writeFileSync(join(ROOT, 'config/events/strange_event.yml'), STRANGE)
  const defined = DEFINITIONS.flatMap(([kind, , name]) =>
    kind === 'event' ? [name as string] : [],
  )
  const names = [...defined, 'strange_event']
  for (const name of names) {
    const { out } = await runDefine('usage', '--event', name, '--root', ROOT, '--json')
    const { examples } = JSON.parse(out)
    for (const { id, code } of examples) {
      if (KINDS.includes(id)) writeFileSync(join(ROOT, `${name}.${id}.test.ts`), code)
    }
  }
  writeFileSync(
    join(ROOT, 'vitest.config.mjs'),
    `export default {
  resolve: { alias: {
    'internal-events-testing': ${JSON.stringify(resolve('src/entries/index.ts'))},
    vue: 'vue/dist/vue.esm-bundler.js',
  } },
  test: { root: ${JSON.stringify(ROOT)}, include: ['*.test.ts'], pool: 'threads', isolate: false, setupFiles: [${JSON.stringify(resolve('src/entries/vitest.ts'))}] },
}\n`,
  )
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', join(ROOT, 'vitest.config.mjs')],
    { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', CI: '' } },
  )
  expect(stdout + stderr).toMatch(
    new RegExp(`Tests +${names.length * KINDS.length} passed \\(${names.length * KINDS.length}\\)`),
  )
}, 60_000)
