import { expect, onTestFinished, test } from 'vitest'
import { runCommand } from '../../src/cli/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

const entry = (journey: string, path: string) => ({
  journey,
  variant: null,
  example: `goes ${journey}`,
  location: 'a.test.ts',
  events: `${path}/events.yml`,
  payloads: `${path}/payloads.json`,
})

const NPM = '- action: pull_package\n  label: npm\n'

function twoRuns(after = NPM): string {
  const { root, remove } = temporaryProject({
    'a/index.json': JSON.stringify([entry('install', 'i'), entry('old', 'o'), entry('same', 's')]),
    'a/i/events.yml': `---\nevents:\n${NPM}${NPM}`,
    'a/o/events.yml': '---\nevents:\n- action: a\n',
    'a/s/events.yml': '---\nevents: []\n',
    'b/index.json': JSON.stringify([entry('install', 'i'), entry('new', 'n'), entry('same', 's')]),
    'b/i/events.yml': `---\nevents:\n${NPM}${after}`,
    'b/n/events.yml': '---\nevents:\n- action: "<b>"\n',
    'b/s/events.yml': '---\nevents: []\n',
    'bad/index.json': JSON.stringify([{ ...entry('x', 'x'), events: '../a/i/events.yml' }]),
  })
  onTestFinished(remove)
  return root
}

async function run(...args: string[]) {
  let out = ''
  const terminal = { out: (text: string) => (out += text), error: (text: string) => (out += text) }
  const code = await runCommand(['journeys', ...args], terminal as never)
  return { code, out }
}

test('it prints what each journey lost and gained', async () => {
  const root = twoRuns('- action: pull_package\n  label: maven\n')
  expect(await run('diff', `${root}/a`, `${root}/b`)).toEqual({
    code: 1,
    out: `~ install: goes install
    - action "pull_package", label "npm"
    + action "pull_package", label "maven"
+ new: goes new
    + action "<b>"
- old: goes old
    - action "a"
1 journey changed, 1 added, 1 removed, 1 the same
`,
  })
})

test('two runs that are the same have no differences', async () => {
  const root = twoRuns()
  expect(await run('diff', `${root}/a`, `${root}/a`)).toEqual({
    code: 0,
    out: '0 journeys changed, 0 added, 0 removed, 3 the same\n',
  })
})

test('the page shows foreign text as text', async () => {
  const root = twoRuns()
  const { out } = await run('diff', `${root}/a`, `${root}/b`, '--format', 'html')
  expect(out).toMatch(/^<!doctype html>/)
  expect(out).toContain('<li class="added"><ins>action &quot;&lt;b&gt;&quot;</ins></li>')
})

test('what cannot be read or asked for ends with 2', async () => {
  const root = twoRuns()
  expect(await run('diff', `${root}/a`, `${root}/bad`)).toEqual({
    code: 2,
    out: `Failed to read the journeys of ${root}/bad: index.json names "../a/i/events.yml", which is outside of it. Name the folder that a run has written its evidence to.\n`,
  })
  expect((await run('diff', `${root}/a`, `${root}/none`)).out).toContain('index.json: ENOENT')
  expect((await run()).code).toBe(2)
  expect((await run('diff', 'a')).out).toBe(
    'Failed to run internal-events journeys: diff takes two folders. Write journeys diff <before> <after>.\n',
  )
  expect((await run('diff', 'a', 'b', '--format', 'pdf')).out).toContain(
    'Formats are text and html.',
  )
})
