import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { namesIn } from '../../src/definitions/names-in.ts'
import { type Catalog, DefinitionError, loadCatalog } from '../../src/entries/index.ts'
import { temporaryProject } from './temporary-project.ts'

function load(files: Record<string, string | Uint8Array>): Catalog {
  const { root, remove } = temporaryProject({
    'internal-events.config.json': '{ "undefinedEvents": ["request_*"] }',
    'config/events/request_good.yml': 'internal_events: true\naction: request_good\n',
    ...Object.fromEntries(Object.keys(files).map((path) => [path, ''])),
  })
  onTestFinished(remove)
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content)
  return loadCatalog({ root })
}

function failure(use: () => unknown): string {
  try {
    use()
  } catch (error) {
    return error instanceof DefinitionError
      ? (error.message.split(':1: ')[0]?.split(/:\d+: /)[0] ?? '')
      : ''
  }
  return 'nothing was thrown'
}

const spellings: [string, string | Uint8Array][] = [
  ['plain', 'action: request_a\nx: ['],
  ['in single quotes', "action: 'request_a'\nx: ["],
  ['in double quotes, and the key too', '"action" : "request_a"\nx: ['],
  ['with a tag', 'action: !!str request_a\nx: ['],
  ['with an anchor', 'action: &n request_a\nx: *nope'],
  ['with a tag and an anchor', 'action: !!str &n "request_a"\nx: ['],
  ['on the next line', 'action:\n  request_a\nx: ['],
  ['after a comment', 'action: # its name\n  # is this\n  request_a\nx: ['],
  ['folded', 'action: >-\n  request_a\nx: ['],
  ['literal', 'action: |2\n  request_a\nx: ['],
  ['as a complex key', '? action\n: request_a\nx: ['],
  ['in a flow mapping', '{action: request_a, internal_events: true, oops'],
  ['in quotes in a flow mapping', '{x: 1, "action":"request_a", oops'],
  ['indented', '  action: request_a\n  x: ['],
  ['in a list', '- action: request_a\n'],
  ['in another mapping', 'event:\n  action: request_a\n'],
  ['twice', 'action: request_b\naction: request_a\nx: ['],
  ['in UTF-16', Buffer.from('\uFEFFaction: request_a\n', 'utf16le')],
  ['in UTF-16 of the other order', Buffer.from('\uFEFFaction: request_a\n', 'utf16le').swap16()],
]

test.each(spellings)(
  'a name %s in a broken file is not taken for an undefined one',
  (_how, content) => {
    const catalog = load({ 'config/events/x.yml': content })
    expect(failure(() => catalog.event('request_a'))).toBe(
      'Failed to use event "request_a": config/events/x.yml',
    )
    expect(catalog.event('request_good').unchecked).toBeUndefined()
    expect(catalog.event('request_other').unchecked).toBe(true)
  },
)

test.each([
  ['without its name', 'x: ['],
  ['with another name', 'action: request_b\nx: ['],
  ['with a name that YAML alone can read', 'action: "request_\\x61"\nx: ['],
])('so is the name of a broken file %s', (_how, content) => {
  const catalog = load({ 'config/events/1655726650_request_a.yml': content })
  expect(failure(() => catalog.event('request_a'))).toBe(
    'Failed to use event "request_a": config/events/1655726650_request_a.yml',
  )
})

const texts = spellings.filter((row): row is [string, string] => typeof row[1] === 'string')

test.each(texts)('a key path %s is found, with the suffixes of time frames', (_how, content) => {
  const catalog = load({ 'config/metrics/x.yml': content.replaceAll('action', 'key_path') })
  for (const suffix of ['', '_weekly', '_monthly']) {
    expect(failure(() => catalog.metric(`request_a${suffix}`))).toBe(
      `Failed to use usage metric "request_a${suffix}": config/metrics/x.yml`,
    )
  }
})

test.each(['action: #', 'action: ! ', 'action', 'action:\n'])(
  'a large file of %j takes no time',
  (part) => {
    const text = part.repeat(300_000)
    const start = performance.now()
    namesIn('event', 'x.yml', text)
    expect(performance.now() - start).toBeLessThan(500)
  },
)

test.each([
  ['an event of an older system', 'config/events/a.yml', 'action: x\n'],
  ['a removed event', 'config/events/a.yml', 'internal_events: true\naction: x\nstatus: removed\n'],
  ['a file of removed ones', 'config/events/removed/x.yml', 'internal_events: true\naction: x\n'],
])('%s does not hide the fault of the live definition', (_what, path, content) => {
  const { root, remove } = temporaryProject({
    [path]: content,
    'config/events/x.yml': 'internal_events: true\naction: x\ny: [',
  })
  onTestFinished(remove)
  expect(failure(() => loadCatalog({ root }).event('x'))).toBe(
    'Failed to use event "x": config/events/x.yml',
  )
})

test('the fault of a removed file stands behind both', () => {
  const { root, remove } = temporaryProject({
    'config/events/removed/x.yml': 'action: x\ny: [',
    'config/events/removed/old.yml': 'action: old\ny: [',
    'config/events/old.yml': 'action: old\n',
    'ee/config/events/x.yml': 'action: x\nz: [',
  })
  onTestFinished(remove)
  const catalog = loadCatalog({ root })
  expect(failure(() => catalog.event('x'))).toBe('Failed to use event "x": ee/config/events/x.yml')
  expect(() => catalog.event('old')).toThrow('config/events/old.yml:1 has no internal_events: true')
})

test('a removed metric does not hide the fault of the live one', () => {
  const { root, remove } = temporaryProject({
    'config/events/x.yml': 'internal_events: true\naction: x\n',
    'config/metrics/a.yml': 'key_path: m\nstatus: removed\n',
    'config/metrics/b.yml': 'key_path: m\ny: [',
  })
  onTestFinished(remove)
  expect(failure(() => loadCatalog({ root }).metric('m'))).toBe(
    'Failed to use usage metric "m": config/metrics/b.yml',
  )
})
