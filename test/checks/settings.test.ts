import { lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runCommand } from '../../src/cli/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { checkFiles, checkRoot, event, metric, SOUND } from './check-project.ts'

const config = (check: object) => ({ 'internal-events.config.json': JSON.stringify({ check }) })
const MISNAMED = { 'config/events/pulled.yml': event('pull_package') }
const MESSAGE =
  'the file is named "pulled", but defines "pull_package". Rename the file to "pull_package.yml", or correct the action. [file-name]'

function project(files: Record<string, string>): string {
  const { root, remove } = temporaryProject(files)
  onTestFinished(remove)
  return root
}

test('a rule has the severity that the configuration gives it', async () => {
  expect(await checkFiles({ ...MISNAMED, ...config({ rules: { 'file-name': 'error' } }) })).toEqual(
    {
      code: 1,
      out: `config/events/pulled.yml:5:1: error: ${MESSAGE}\n1 error in 1 file\n`,
      error: '',
    },
  )
})

test('a rule that is off finds nothing', async () => {
  expect(await checkFiles({ ...MISNAMED, ...config({ rules: { 'file-name': 'off' } }) })).toEqual({
    code: 0,
    out: '1 event and 0 metrics: no findings\n',
    error: '',
  })
})

test.each([
  [
    { rules: { 'file-nam': 'off' } },
    'Failed to read internal-events.config.json: there is no rule "file-nam". Did you mean file-name?\n',
  ],
  [
    { ignores: [{ rule: 'nothing', reason: 'x' }] },
    'Failed to read internal-events.config.json: there is no rule "nothing". internal-events check --rules lists all.\n',
  ],
  [
    { ignores: [{ rule: 'file-name' }] },
    'Failed to read <root>/internal-events.config.json: "check.ignores" should be a list of objects with a rule, a reason, and files if not all are meant. Export an object with some of the keys events, metrics, undefinedEvents, requireInternalFlag, strictFrontend, privacy, check, coverage, journeys.\n',
  ],
  [
    { rules: { 'file-name': 'fatal' } },
    `Failed to read <root>/internal-events.config.json: "check.rules.file-name" should be 'error', 'warning', 'info' or 'off'. Export an object with some of the keys events, metrics, undefinedEvents, requireInternalFlag, strictFrontend, privacy, check, coverage, journeys.\n`,
  ],
  [
    { rules: ['file-name'] },
    `Failed to read <root>/internal-events.config.json: "check.rules" should be an object with 'error', 'warning', 'info' or 'off' for the ids of rules. Export an object with some of the keys events, metrics, undefinedEvents, requireInternalFlag, strictFrontend, privacy, check, coverage, journeys.\n`,
  ],
  [
    { productGroups: 'groups.json' },
    /^Failed to read <root>\/groups\.json: ENOENT.*\. Put a list of names into it, or name another file under check\.productGroups in internal-events\.config\.\n$/,
  ],
])('the configuration %j ends with 2', async (check, message) => {
  const { code, out, error } = await checkFiles({ ...SOUND, ...config(check) })
  expect([code, out]).toEqual([2, ''])
  if (typeof message === 'string') expect(error).toBe(message)
  else expect(error).toMatch(message)
})

test('an ignore of the configuration hides a rule in its files', async () => {
  const ignores = [{ rule: 'file-name', files: 'config/events/p*.yml', reason: 'old clients' }]
  expect(await checkFiles({ ...MISNAMED, ...config({ ignores }) })).toEqual({
    code: 0,
    out: '1 event and 0 metrics: no findings (1 ignored)\n',
    error: '',
  })
})

test('a comment hides a rule in its own file', async () => {
  const files = {
    'config/events/pulled.yml': `${event('pull_package')}# check-ignore file-name: old clients\n`,
    'config/events/pushed.yml': event('push_package'),
  }
  expect(await checkFiles(files)).toMatchObject({
    out: 'config/events/pushed.yml:5:1: warning: the file is named "pushed", but defines "push_package". Rename the file to "push_package.yml", or correct the action. [file-name]\n1 warning in 1 file (1 ignored)\n',
  })
})

test.each([
  '"Pulled # check-ignore file-name: not a comment"',
  "'Pulled # check-ignore file-name: not a comment'",
  '|\n  Pulled\n  # check-ignore file-name: not a comment',
  '>-\n  Pulled\n\n  # check-ignore file-name: not a comment\n',
  'Pulled#check-ignore file-name: not_a_comment',
])('the text %j is no comment, and hides nothing', async (description) => {
  const files = { 'config/events/pulled.yml': event('pull_package', { description }) }
  const { out } = await checkFiles(files)
  expect(out).not.toContain('ignored')
  expect(out).toContain('1 file')
})

test.each([
  'Pulled # check-ignore file-name: old clients',
  '"Pulled" # check-ignore file-name: old clients',
  '| # check-ignore file-name: old clients\n  Pulled',
  '|\n  Pulled\n# check-ignore file-name: old clients',
])('the comment in %j hides a rule', async (description) => {
  const files = { 'config/events/pulled.yml': event('pull_package', { description }) }
  expect((await checkFiles(files)).out).toBe('1 event and 0 metrics: no findings (1 ignored)\n')
})

test('a file that cannot be parsed has no comments', async () => {
  const text = '# check-ignore invalid-yaml: later\na: [\n'
  expect((await checkFiles({ 'config/events/pulled.yml': text })).out).toMatch(
    /\[invalid-yaml\]\n1 error in 1 file\n$/,
  )
})

test('with paths only their findings are told', async () => {
  const root = project({
    ...MISNAMED,
    'config/metrics/counts_all/pulls.yml': metric('counts.pulls', { tiers: '[x]' }),
  })
  expect(await checkRoot(root, join(root, 'config/metrics'))).toMatchObject({
    code: 1,
    out: 'config/metrics/counts_all/pulls.yml:12:9: error: tiers[0] is "x", but should be one of free, premium or ultimate. Correct the value. [invalid-value]\n1 error in 1 file\n',
  })
  expect(await checkRoot(root, join(root, 'config/events/pulled.yml'))).toMatchObject({ code: 0 })
  expect(await checkRoot(root, join(root, 'app'))).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to check app: no definition file is there. Correct the path, or name your globs in internal-events.config.\n',
  })
})

test('a baseline hides what it has, and nothing that takes its place', async () => {
  const root = project(MISNAMED)
  const file = join(root, 'baseline.json')
  expect(await checkRoot(root, '--fail-on', 'info', '--write-baseline', file)).toEqual({
    code: 0,
    out: '<root>/baseline.json: 1 finding\n',
    error: '',
  })
  expect(await checkRoot(root, '--fail-on', 'info', '--baseline', file)).toEqual({
    code: 0,
    out: '1 event and 0 metrics: no findings (1 in the baseline)\n',
    error: '',
  })
  // One is corrected, and another one comes.
  writeFileSync(
    join(root, 'config/events/pulled.yml'),
    event('pulled', { introduced_by_url: 'TODO' }),
  )
  expect(await checkRoot(root, '--fail-on', 'info', '--baseline', file)).toEqual({
    code: 1,
    out: 'config/events/pulled.yml:14:20: warning: introduced_by_url is still TODO. Write the URL of the merge request. [todo]\n1 warning in 1 file; 1 of the baseline is gone: write it anew\n',
    error: '',
  })
})

test.each([
  [{ milestone: '17.10' }, { milestone: '99.9' }],
  [{ introduced_by_url: 'TODO' }, { introduced_by_url: '' }],
  [{ foo: '1' }, { foo: '2' }],
  [{ description: '2024-01-31' }, { description: '2025-01-31' }],
  [{ tiers: '\n- free\n- Premium' }, { tiers: '\n- free\n- Ultimate' }],
  [{ foo: '1\nfoo: 1' }, { foo: '1\nfoo: 2' }],
  [{ description: '"' }, { description: '}' }],
])('a baseline with %j does not hide %j', async (before, after) => {
  const root = project({ 'config/events/pull_package.yml': event('pull_package', before) })
  const file = join(root, 'baseline.json')
  const run = () => checkRoot(root, '--fail-on', 'info', '--baseline', file)
  await checkRoot(root, '--write-baseline', file)
  expect(await run()).toMatchObject({ code: 0 })
  writeFileSync(join(root, 'config/events/pull_package.yml'), event('pull_package', after))
  expect(await run()).toMatchObject({ code: 1 })
})

test('a baseline hides what it has wherever that moves in a list', async () => {
  const path = 'config/metrics/counts_all/pulls.yml'
  const written = (tiers: string, events: string) =>
    metric('counts.pulls', { time_frame: '[7d]', tiers, events: `${events}\n  unique: user.id` })
  const misspelt = '\n- name: pull_pakage'
  const root = project({ ...SOUND, [path]: written('\n- Premium', misspelt) })
  const file = join(root, 'baseline.json')
  const run = () => checkRoot(root, '--fail-on', 'info', '--baseline', file)
  await checkRoot(root, '--write-baseline', file)
  const sound = '\n- name: pull_package\n  unique: user.id'
  writeFileSync(join(root, path), written('\n- free\n- Premium', `${sound}${misspelt}`))
  expect(await run()).toEqual({
    code: 0,
    out: '1 event and 1 metric: no findings (2 in the baseline)\n',
    error: '',
  })
  writeFileSync(join(root, path), written('\n- Premium\n- Premium', misspelt))
  expect((await run()).out).toMatch(/tiers\[1\] is "Premium"/)
})

test('of a baseline only what is checked can be gone, and what is not checked stays in it', async () => {
  const root = project({
    ...MISNAMED,
    'config/metrics/counts_all/pull.yml': metric('counts.pulls', { introduced_by_url: 'TODO' }),
    'app/a.ts': "trackInternalEvent('push_package')\n",
  })
  const file = join(root, 'baseline.json')
  const known = async (...args: string[]) =>
    (await checkRoot(root, '--fail-on', 'info', '--baseline', file, ...args)).out
  await checkRoot(root, '--sources', '--write-baseline', file)
  const before = readFileSync(file, 'utf8')
  expect(JSON.parse(before).findings.map(({ id }: { id: string }) => id)).toEqual([
    'source-undefined-event',
    'file-name',
    'file-name',
    'todo',
  ])
  expect(await known()).toBe('1 event and 1 metric: no findings (3 in the baseline)\n')
  expect(await known('--sources')).toBe('1 event and 1 metric: no findings (4 in the baseline)\n')
  expect(await known(join(root, 'config/metrics'))).toBe(
    '1 event and 1 metric: no findings (2 in the baseline)\n',
  )
  await checkRoot(root, join(root, 'config/events'), '--write-baseline', file)
  expect(readFileSync(file, 'utf8')).toBe(before)
  writeFileSync(join(root, 'config/events/pulled.yml'), event('pulled'))
  expect(await known(join(root, 'config/metrics'))).not.toContain('gone')
  expect(await known(join(root, 'config/events'))).toBe(
    '1 event and 1 metric: no findings; 1 of the baseline is gone: write it anew\n',
  )
  await checkRoot(root, join(root, 'config/events'), '--write-baseline', file)
  expect(JSON.parse(readFileSync(file, 'utf8')).findings).toHaveLength(3)
})

test('a baseline that is written anew keeps what is known', async () => {
  const root = project(MISNAMED)
  const file = join(root, 'baseline.json')
  await checkRoot(root, '--write-baseline', file)
  const before = readFileSync(file, 'utf8')
  expect(JSON.parse(before).findings).toHaveLength(1)
  expect((await checkRoot(root, '--baseline', file, '--write-baseline', file)).out).toBe(
    '<root>/baseline.json: 1 finding\n',
  )
  expect(readFileSync(file, 'utf8')).toBe(before)
})

test.each([
  [
    '{',
    /^Failed to read the baseline <root>\/b\.json: .*\. Make it anew with --write-baseline\.\n$/,
  ],
  ['[]', /^Failed to read the baseline <root>\/b\.json: it is not a baseline\. Make it/],
  ['{"findings": [1]}', /: it is not a baseline\./],
])('the baseline %j ends with 2', async (text, message) => {
  const root = project({ ...SOUND, 'b.json': text })
  const { code, error } = await checkRoot(root, '--baseline', join(root, 'b.json'))
  expect(code).toBe(2)
  expect(error).toMatch(message)
})

test.each([
  ['keep.txt', 'keep me\n'],
  ['empty.txt', ''],
  ['config/events/pulled.yml', MISNAMED['config/events/pulled.yml']],
  ['report.json', '{"findings": [], "events": 1}'],
])('--write-baseline does not replace %s, which is no baseline', async (path, text) => {
  const root = project({ ...MISNAMED, [path]: text })
  const file = join(root, path)
  expect(await checkRoot(root, '--fix', '--write-baseline', file)).toEqual({
    code: 2,
    out: '',
    error: `Failed to write the baseline <root>/${path}: something else is there, which it would replace. Choose another place, or remove it.\n`,
  })
  expect(readFileSync(file, 'utf8')).toBe(text)
  expect(await checkRoot(root, '--write-baseline', join(root, 'config'))).toMatchObject({ code: 2 })
})

test('--fix corrects what is certain, and leaves all other bytes', async () => {
  const before = `\uFEFF${event('pull_package', {
    milestone: '16.10   # the old one',
    additional_properties: undefined,
    additonal_properties: '\n  label: { description:   "ü" }\r',
  })}# the end`
  const root = project({ 'config/events/pull_package.yml': before })
  expect(await checkRoot(root, '--fix')).toEqual({
    code: 0,
    out: '1 event and 0 metrics: no findings; 3 corrected\n',
    error: '',
  })
  expect(readFileSync(join(root, 'config/events/pull_package.yml'), 'utf8')).toBe(
    before
      .replace('\uFEFF', '')
      .replace('milestone: 16.10', "milestone: '16.10'")
      .replace('additonal', 'additional'),
  )
})

test('--fix removes a line that stands twice, and no line with another value', async () => {
  const root = project({
    'config/events/pull_package.yml': `${event('pull_package')}status: active\naction: push_package\n`,
  })
  expect((await checkRoot(root, '--fix')).out).toMatch(
    /the key action is repeated.*; 1 corrected\n$/s,
  )
  expect(readFileSync(join(root, 'config/events/pull_package.yml'), 'utf8')).toBe(
    `${event('pull_package')}action: push_package\n`,
  )
})

test('--fix makes no key twice', async () => {
  const text = event('pull_package', {
    identifiers: undefined,
    identifier: '\n- project',
    identifers: '\n- user',
  })
  const root = project({ 'config/events/pull_package.yml': text })
  expect((await checkRoot(root, '--fix')).out).toBe(
    `config/events/pull_package.yml:16:1: error: the key identifier is unknown, so nobody reads it. Did you mean "identifiers"? [unknown-key]
config/events/pull_package.yml:18:1: error: the key identifers is unknown, so nobody reads it. Did you mean "identifiers"? [unknown-key]
2 errors in 1 file
`,
  )
  expect(readFileSync(join(root, 'config/events/pull_package.yml'), 'utf8')).toBe(text)
})

test('--fix corrects in one run what overlaps', async () => {
  const root = project({
    'config/events/pull_package.yml': event('pull_package', {
      milestone: '17.10\nmilestone: 17.10\nmilestone: 17.10',
    }),
  })
  expect(await checkRoot(root, '--fix')).toEqual({
    code: 0,
    out: '1 event and 0 metrics: no findings; 3 corrected\n',
    error: '',
  })
  expect(readFileSync(join(root, 'config/events/pull_package.yml'), 'utf8')).toBe(
    event('pull_package', { milestone: "'17.10'" }),
  )
})

test('--fix leaves a key that may be another one', async () => {
  const root = project({
    'config/events/pull_package.yml': `${event('pull_package')}introduced_url: x\n`,
  })
  expect((await checkRoot(root, '--fix')).out).toBe(
    'config/events/pull_package.yml:19:1: error: the key introduced_url is unknown, so nobody reads it. Did you mean "introduced_by_url"? [unknown-key]\n1 error in 1 file\n',
  )
})

test('--fix leaves a file that a link has outside the root, corrects the others, and says so', async () => {
  const other = project({ 'pull_package.yml': event('pull_package', { milestone: '17.10' }) })
  const root = project({
    'config/events/push_package.yml': event('push_package', { milestone: '17.10' }),
  })
  symlinkSync(join(other, 'pull_package.yml'), join(root, 'config/events/pull_package.yml'))
  expect(await checkRoot(root, '--fix')).toEqual({
    code: 1,
    out: `config/events/pull_package.yml:13:12: error: milestone is a number without quotes. Put it in quotes: 16.10 without them is 16.1. [unquoted-milestone]
1 error in 1 file; 1 corrected; --fix corrects 1
`,
    error:
      'config/events/pull_package.yml leads out of the root, so --fix leaves it as it is. Correct it there.\n',
  })
  expect(readFileSync(join(other, 'pull_package.yml'), 'utf8')).toBe(
    event('pull_package', { milestone: '17.10' }),
  )
})

test('--fix leaves what is in a linked folder outside the root', async () => {
  const before = event('pull_package', { milestone: '17.10' })
  const other = project({ 'pull_package.yml': before })
  const root = project({ 'config/metrics/.keep': '' })
  symlinkSync(other, join(root, 'config/events'))
  expect((await checkRoot(root, '--fix')).error).toBe(
    'config/events/pull_package.yml leads out of the root, so --fix leaves it as it is. Correct it there.\n',
  )
  expect(readFileSync(join(other, 'pull_package.yml'), 'utf8')).toBe(before)
})

test('--fix corrects a file once that two paths lead to', async () => {
  const root = project({
    'config/events/pull_package.yml': `\uFEFF${event('pull_package', { milestone: '17.10' })}`,
  })
  symlinkSync('pull_package.yml', join(root, 'config/events/z.yml'))
  await checkRoot(root, '--fix')
  expect(readFileSync(join(root, 'config/events/pull_package.yml'), 'utf8')).toBe(
    event('pull_package', { milestone: "'17.10'" }),
  )
})

test('--fix works in a root that is a link', async () => {
  const real = project({
    'app/config/events/pull_package.yml': event('pull_package', { milestone: '17.10' }),
  })
  symlinkSync('app', join(real, 'link'))
  expect(await checkRoot(join(real, 'link'), '--fix')).toMatchObject({ code: 0, error: '' })
})

test('--fix leaves a link one, and corrects what it leads to', async () => {
  const root = project({
    'definitions/pull_package.yml': event('pull_package', { milestone: '17.10' }),
  })
  mkdirSync(join(root, 'config/events'), { recursive: true })
  const link = join(root, 'config/events/pull_package.yml')
  symlinkSync('../../definitions/pull_package.yml', link)
  expect(await checkRoot(root, '--fix')).toMatchObject({ code: 0 })
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(root, 'definitions/pull_package.yml'), 'utf8')).toBe(
    event('pull_package', { milestone: "'17.10'" }),
  )
})

test('explain without a rule is told, and several rules are explained', async () => {
  expect(await checkFiles({}, 'explain')).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to run internal-events check explain: it does not say which rule. Name one of those that internal-events check --rules lists. A folder of this name is ./explain.\n',
  })
  const { code, out } = await checkFiles({}, 'explain', 'file-name', 'unquoted-milestone')
  expect([code, out.match(/^[\w-]+ \(/gm)]).toEqual([0, ['file-name (', 'unquoted-milestone (']])
})

test('explain tells of a rule what it is for', async () => {
  expect(await checkFiles({}, 'explain', 'unquoted-milestone')).toEqual({
    code: 0,
    out: `unquoted-milestone (error, --fix corrects it where that is safe)

Milestones are in quotes.

YAML reads 16.10 as the number 16.1, which is another milestone. --fix adds the quotes around what the file says.

Wrong:
  milestone: 16.10

Right:
  milestone: '16.10'
`,
    error: '',
  })
  expect(await checkFiles({}, 'explain', 'file-nmae')).toEqual({
    code: 2,
    out: '',
    error: 'Failed to explain file-nmae: there is no rule "file-nmae". Did you mean file-name?\n',
  })
})

test('on a terminal severities have a colour, but for NO_COLOR', async () => {
  const root = project(MISNAMED)
  const run = async () => {
    let written = ''
    await runCommand(['check', '--root', root], {
      isInteractive: true,
      out: (text) => {
        written += text
      },
      error: () => {},
    })
    return written
  }
  vi.stubEnv('NO_COLOR', undefined)
  expect(await run()).toContain('\u001b[33mwarning\u001b[39m')
  vi.stubEnv('NO_COLOR', '1')
  expect(await run()).not.toContain('\u001b')
  vi.unstubAllEnvs()
})
