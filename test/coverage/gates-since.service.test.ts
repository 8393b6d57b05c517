import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { runCommand } from '../../src/cli/index.ts'
import { printReport } from '../../src/coverage/index.ts'
import { all, judge } from './judge-gates.ts'
import { asserting, event, metric, property, reportOf, shopWith, testWith } from './shop.ts'

// Each test starts Git several times.
vi.setConfig({ testTimeout: 60_000 })

/** A shop in a repository whose first commit has the branch main. */
function committedShop(): { root: string; write: (path: string, text: string) => void } {
  const root = shopWith({ 'internal-events.config.json': '{}' })
  const git = (...args: string[]) =>
    execFileSync('git', [
      '-C',
      root,
      '-c',
      'user.name=a',
      '-c',
      'user.email=a@example.com',
      ...args,
    ])
  git('init', '-q', '-b', 'main')
  git('add', '.')
  git('commit', '-qm', 'Begin')
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return { root, write }
}

test('nothing is new, so nothing has to be asserted', () => {
  expect(judge({ newSince: 'main' }, [], committedShop().root)).toMatchObject({
    judged: 1,
    failed: [],
  })
})

test('what is new since a revision has to be asserted, with its properties', () => {
  const { root, write } = committedShop()
  write(
    'config/events/merge.yml',
    'action: merge\ninternal_events: true\nadditional_properties: { label: { description: a } }\n',
  )
  expect(judge({ newSince: 'main' }, [all], root).failed).toEqual([
    'coverage.newSince: definitions that are new or changed since main should be asserted, but these are not: merge and merge.label. Assert what is missing in a test.',
  ])
  const merge = asserting(event('merge'), property('merge', 'label'))
  expect(judge({ newSince: 'main' }, [merge], root).failed).toEqual([])
})

test('what changed for whoever reads payloads and values has to be asserted, and what is described anew has not', () => {
  const { root, write } = committedShop()
  write(
    'config/events/push.yml',
    'action: push\ninternal_events: true\nadditional_properties: { size: {} }\n',
  )
  write(
    'config/events/pull.yml',
    'action: pull\ndescription: anew\ninternal_events: true\nproduct_group: registry\nadditional_properties:\n  label:\n    description: other\n  property:\n    description: The client\n',
  )
  write(
    'config/metrics/pushes.yml',
    'key_path: counts.pushes\ndata_source: internal_events\ntime_frame: 7d\nproduct_group: ide\nevents:\n- name: push\n',
  )
  const { gates } = judge({ newSince: 'main' }, [], root)
  expect(gates[0]?.lacking.map(({ id }) => id)).toEqual([
    event('push'),
    property('push', 'size'),
    metric('counts.pushes'),
  ])
})

test('a weak assertion does not do for what is new', () => {
  const { root, write } = committedShop()
  write('config/events/merge.yml', 'action: merge\ninternal_events: true\n')
  const weak = testWith({ entry: event('merge'), level: 'asserted', weak: 'any' })
  expect(judge({ newSince: 'main' }, [weak], root).failed).toHaveLength(1)
  expect(judge({ newSince: 'main', allowWeak: true }, [weak], root).failed).toEqual([])
})

test('a revision that Git does not know is an error', () => {
  expect(() => judge({ newSince: 'nowhere' }, [all], committedShop().root)).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_REVISION' }),
  )
})

test('--against of the command wants what is new to be asserted', async () => {
  const { root, write } = committedShop()
  write('config/events/new.yml', 'action: new\ninternal_events: true\n')
  write('one.json', printReport(reportOf([asserting(event('push'))], { root })))
  vi.spyOn(process, 'cwd').mockReturnValue(root)
  onTestFinished(() => void vi.restoreAllMocks())
  let out = ''
  const terminal = {
    out(text: string) {
      out += text
    },
    error() {},
  }
  const command = ['coverage', 'one.json', '--against', 'main']
  expect(await runCommand(command, terminal)).toBe(1)
  expect(out).toMatch(/Failed coverage.newSince: [^\n]*: new. Assert what is missing in a test.\n$/)
  out = ''
  expect(await runCommand([...command, '--format', 'github'], terminal)).toBe(1)
  expect(out).toBe(
    '::error file=config/events/new.yml,line=1,col=1,title=coverage-gate::new should be asserted (coverage.newSince). Assert what is missing in a test.\n',
  )
})
