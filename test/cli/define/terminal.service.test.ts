import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { PseudoTerminal } from './pseudo-terminal.ts'
import { definitionsIn } from './run-define.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end()
})

function project(): string {
  const { root, remove } = temporaryProject({
    VERSION: '18.9.0-pre\n',
    'config/feature_categories.yml': '- wiki\n- team_planning\n',
  })
  ends.push(remove)
  return root
}

function start(
  args: readonly string[],
  options?: ConstructorParameters<typeof PseudoTerminal>[1],
): PseudoTerminal {
  const terminal = new PseudoTerminal(['define', ...args], options)
  ends.push(() => terminal.close())
  return terminal
}

const UP = '\x1b[A'

async function defineEvent(terminal: PseudoTerminal, name: string): Promise<void> {
  await terminal.answer('Describe what the event tracks:', 'A page was printed\r')
  await terminal.answer('Define the event name:', `${name}\r`)
  await terminal.answer('Which identifiers are available', '\r')
  await terminal.answer('Which additional property', '\r')
  await terminal.answer('Which MR URL will merge', '\r')
  await terminal.answer('Which group will own the event?', 'knowledge\r')
  await terminal.answer('Which feature categories best fit', `${UP}\t\r`)
  await terminal.answer('Which tiers will the event', '\r')
  await terminal.answer('classification: duo', '\r')
  await terminal.see('Create file?')
}

test('an event and its metric are defined at a terminal', async () => {
  const root = project()
  const terminal = start(['--root', root])
  await terminal.answer('What would you like to do?', '\r')
  await defineEvent(terminal, 'print_page')
  await terminal.answer('Yes', '\r')
  await terminal.answer('How would you like to proceed?', '\r')
  await terminal.answer('Which metrics do you want to add?', '\r')
  await terminal.answer('Finish the description: Count of unique users...', 'who printed\r')
  await terminal.answer('Copy & continue', '\r')
  await terminal.answer('Which feature categories best fit this metric?', `${UP}\t\r`)
  await terminal.answer('Create file?', '\r')
  await terminal.answer('How would you like to proceed?', '\x1b[B\r')
  expect(await terminal.end()).toBe(0)
  const definitions = definitionsIn(root)
  expect(Object.keys(definitions)).toEqual([
    'config/events/print_page.yml',
    'config/metrics/counts_all/count_distinct_user_id_from_print_page.yml',
  ])
  expect(definitions['config/events/print_page.yml']).toBe(`---
description: A page was printed
internal_events: true
status: active
action: print_page
identifiers:
- project
- namespace
- user
product_group: knowledge
milestone: '18.9'
introduced_by_url: TODO
tiers:
- free
- premium
- ultimate
`)
}, 30_000)

/** Node.js 20 warns of the eleventh listener of a signal; newer ones do not count them. */
const COUNT_LISTENERS = `--import data:text/javascript,${encodeURIComponent(`
  import { setMaxListeners } from 'node:events'
  const { AbortController } = globalThis
  globalThis.AbortController = class extends AbortController {
    constructor() {
      super()
      setMaxListeners(10, this.signal)
    }
  }`)}`

test('no warning of Node.js comes between the questions, however many there are', async () => {
  const env = { NODE_OPTIONS: COUNT_LISTENERS }
  const terminal = start(['--root', project()], { env })
  await terminal.answer('What would you like to do?', '\r')
  await defineEvent(terminal, 'print_page')
  await terminal.answer('Yes', '\r')
  await terminal.answer('How would you like to proceed?', '\r')
  await terminal.answer('Which metrics do you want to add?', '\r')
  await terminal.see('Finish the description')
  expect(terminal.screen).not.toContain('Warning')
}, 30_000)

test.each([
  ['Ctrl-C', '\x03'],
  ['Ctrl-D', '\x04'],
])(
  '%s before the last answer leaves nothing',
  async (_key, sent) => {
    const root = project()
    const terminal = start(['event', '--root', root])
    await defineEvent(terminal, 'print_page')
    await terminal.answer('Yes', sent)
    expect(await terminal.end()).toBe(130)
    expect(terminal.screen).toContain('Cancelled. Nothing was written.')
    expect(readdirSync(join(root, 'config'))).toEqual(['feature_categories.yml'])
  },
  30_000,
)

test('Ctrl-D in a text that is empty or begun cancels', async () => {
  for (const begun of ['', 'A page']) {
    const terminal = start(['event', '--root', project()])
    await terminal.answer('Describe what the event tracks:', `${begun}\x04`)
    expect(await terminal.end()).toBe(130)
  }
}, 30_000)

test('a narrow terminal without colours will do', async () => {
  const root = project()
  const terminal = start(['event', '--root', root], { columns: 20, env: { NO_COLOR: '1' } })
  await defineEvent(terminal, 'print_page')
  await terminal.answer('Yes', '\r')
  await terminal.answer('How would you like to proceed?', `${UP}${UP}\r`)
  expect(await terminal.end()).toBe(0)
  expect(Object.keys(definitionsIn(root))).toEqual(['config/events/print_page.yml'])
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with it
  expect(terminal.raw).not.toMatch(/\x1b\[[34]\dm/)
}, 30_000)

test('a terminal that does not tell its size is one of 80 columns', async () => {
  const terminal = start(['event', '--root', project()], { columns: 0, rows: 0 })
  await terminal.see('Describe what the event tracks:')
  expect(terminal.screen).toContain('\n◆  Describe what the event tracks:\n')
})

test('of two that define one event at once, the second loses nothing but its turn', async () => {
  const root = project()
  const [first, second] = [start(['event', '--root', root]), start(['event', '--root', root])]
  await Promise.all([defineEvent(first, 'print_page'), defineEvent(second, 'print_page')])
  await first.answer('Yes', '\r')
  await first.see('create config/events/print_page.yml')
  await second.answer('Yes', '\r')
  expect(await second.end()).toBe(2)
  expect(second.screen).toContain('config/events/print_page.yml is not written')
  expect(second.screen).toContain(
    'Failed to write the event definition config/events/print_page.yml: the file was written by somebody else meanwhile.',
  )
  expect(readdirSync(join(root, 'config/events'))).toEqual(['print_page.yml'])
}, 30_000)

test('a program that is asked to end while it waits for an answer ends', async () => {
  const root = project()
  const terminal = start(['--root', root])
  await terminal.see('What would you like to do?')
  await terminal.see('to navigate')
  terminal.signal('SIGTERM')
  expect(await terminal.end()).toBe(143)
  // The menu has hidden the cursor.
  expect(terminal.raw.endsWith('\x1b[?25h')).toBe(true)
  expect(definitionsIn(root)).toEqual({})
}, 30_000)

test('without a terminal nobody is asked', () => {
  const cli = new URL('../../../src/entries/cli.ts', import.meta.url).pathname
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'define', 'event'], {
    cwd: project(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  expect([status, stdout, stderr]).toEqual([
    2,
    '',
    'Failed to run internal-events define event: there is no terminal to ask at, and no --name, --description, --identifiers, --group. Give them, or run internal-events define --help.\n',
  ])
})
