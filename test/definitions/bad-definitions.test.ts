import fs from 'node:fs'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  type Catalog,
  createInternalEvents,
  DefinitionError,
  loadCatalog,
} from '../../src/entries/index.ts'
import { temporaryProject } from './temporary-project.ts'

const event = (action: string, more = '') => `internal_events: true\naction: ${action}\n${more}`
const metric = (keyPath: string, more: string) => `key_path: ${keyPath}\n${more}`
const counts = (event: string) =>
  `data_source: internal_events\ntime_frame: 7d\nevents:\n- name: ${event}\n`

function project(files: Record<string, string>): Catalog {
  const { root, remove } = temporaryProject({ 'config/events/good.yml': event('good'), ...files })
  onTestFinished(remove)
  return loadCatalog({ root })
}

function failure(use: () => unknown): Error {
  try {
    use()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}

const faults = (catalog: Catalog) =>
  catalog.faults.map(({ file, line, cause, remedy }) => `${file}:${line}: ${cause}. ${remedy}`)

describe('bad definitions', () => {
  const bad: [string, Record<string, string>, string, string][] = [
    [
      'no YAML',
      { 'config/events/a.yml': 'action: a\ndescription: one: two\n' },
      'INVALID_YAML',
      'config/events/a.yml:2: bad indentation of a mapping entry. Correct the YAML.',
    ],
    [
      'a list',
      { 'config/events/a.yml': '- action: a\n' },
      'INVALID_DEFINITION',
      'config/events/a.yml:1: the file should be a mapping, but is a list. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'an empty file',
      { 'config/events/a.yml': '' },
      'INVALID_DEFINITION',
      'config/events/a.yml:1: the file should be a mapping, but is empty. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'an event without action',
      { 'config/events/a.yml': 'internal_events: true\n' },
      'INVALID_DEFINITION',
      'config/events/a.yml:1: an event definition needs an action, the name of the event. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    ...(
      [
        ['123', '123'],
        ['yes', 'true'],
        ['1.0', '1.0'],
        ['[a]', 'a list'],
      ] as const
    ).map(([value, shown]): (typeof bad)[number] => [
      `an action that is ${value}`,
      { 'config/events/a.yml': `internal_events: true\naction: ${value}\n` },
      'INVALID_DEFINITION',
      `config/events/a.yml:2: action should be a string, but is ${shown}. Correct the file, or leave it out of the globs in internal-events.config.`,
    ]),
    [
      'a key path that is a number',
      { 'config/metrics/m.yml': 'key_path: 010\n' },
      'INVALID_DEFINITION',
      'config/metrics/m.yml:1: key_path should be a string, but is 8. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'an empty action',
      { 'config/events/a.yml': "internal_events: true\naction: ''\n" },
      'INVALID_DEFINITION',
      'config/events/a.yml:2: an event definition needs an action, the name of the event. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'an event twice',
      { 'config/events/a.yml': event('same'), 'config/events/b.yml': event('same') },
      'DUPLICATE_EVENT',
      'config/events/b.yml:2: action "same" is already defined in config/events/a.yml:2. Remove or rename one of them.',
    ],
    [
      'a metric without key path',
      { 'config/events/a.yml': event('a'), 'config/metrics/m.yml': 'time_frame: 7d\n' },
      'INVALID_DEFINITION',
      'config/metrics/m.yml:1: a metric definition needs a key_path, the name of the metric. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'a key path that a suffix makes the same as another',
      {
        'config/events/a.yml': event('a'),
        'config/metrics/a.yml': metric(
          'm',
          'data_source: internal_events\ntime_frame:\n- 7d\nevents:\n- name: a\n',
        ),
        'config/metrics/b.yml': `\n${metric('m_weekly', 'data_source: database\n')}`,
      },
      'DUPLICATE_METRIC',
      'config/metrics/b.yml:2: key_path "m_weekly" is already defined in config/metrics/a.yml:1. Remove or rename one of them.',
    ],
    [
      'a time frame that nobody counts',
      {
        'config/events/a.yml': event('a'),
        'config/metrics/m.yml': metric(
          'm',
          'data_source: internal_events\ntime_frame: 14d\nevents:\n- name: a\n',
        ),
      },
      'INVALID_DEFINITION',
      'config/metrics/m.yml:3: unknown time frame: "14d", it should be 7d, 28d, all or a list of these. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'no time frame at all',
      {
        'config/events/a.yml': event('a'),
        'config/metrics/m.yml': metric('m', 'data_source: database\ntime_frame: []\n'),
      },
      'INVALID_DEFINITION',
      'config/metrics/m.yml:3: the list of time frames is empty, so it defines no metric. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'a metric of internal events without events',
      {
        'config/events/a.yml': event('a'),
        'config/metrics/m.yml': metric('m', 'data_source: internal_events\ntime_frame: 7d\n'),
      },
      'INVALID_DEFINITION',
      'config/metrics/m.yml:1: a metric of internal events needs a list of events. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'a rule without name',
      {
        'config/events/a.yml': event('a'),
        'config/metrics/m.yml': metric(
          'm',
          'data_source: internal_events\ntime_frame: 7d\nevents:\n- unique: user.id\n',
        ),
      },
      'INVALID_DEFINITION',
      'config/metrics/m.yml:4: every entry of events needs the name of an event. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'an unknown operator',
      {
        'config/events/a.yml': event('a'),
        'config/metrics/m.yml': metric(
          'm',
          'data_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  operator: avg(value)\n',
        ),
      },
      'INVALID_DEFINITION',
      'config/metrics/m.yml:4: unknown operator of a: "avg(value)", it should be sum(value) or total. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'a filter that is no mapping',
      {
        'config/events/a.yml': event('a'),
        'config/metrics/m.yml': metric(
          'm',
          'data_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  filter: label\n',
        ),
      },
      'INVALID_DEFINITION',
      'config/metrics/m.yml:4: filter of a should be a mapping. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'a filter value that no property can have',
      {
        'config/events/a.yml': event('a'),
        'config/metrics/m.yml': metric(
          'm',
          'data_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  filter:\n    label: [x]\n',
        ),
      },
      'INVALID_DEFINITION',
      'config/metrics/m.yml:4: filter of a: label should be a string or a number. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
    [
      'a unique that is no name',
      {
        'config/events/a.yml': event('a'),
        'config/metrics/m.yml': metric(
          'm',
          'data_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  unique: 3\n',
        ),
      },
      'INVALID_DEFINITION',
      'config/metrics/m.yml:4: unique of a should be a string. Correct the file, or leave it out of the globs in internal-events.config.',
    ],
  ]

  test.each(bad)('%s', (_name, files, code, message) => {
    const catalog = project(files)
    expect(faults(catalog)).toEqual([message])
    expect(catalog.faults.map((fault) => fault.code)).toEqual([code])
    expect(catalog.event('good').action).toBe('good')
  })
})

describe('a fault', () => {
  test('stops what is asserted or tracked by the name, and nothing else', () => {
    const catalog = project({
      'config/events/open_parcel.yml': 'action: open_parcel\ndescription: one: two\n',
      'config/metrics/m.yml': metric('counts.m', `${counts('good')}  operator: avg(value)\n`),
      'config/metrics/n.yml': metric('counts.n', counts('good')),
    })
    const broken =
      'config/events/open_parcel.yml:2: bad indentation of a mapping entry. Correct the YAML.'
    const error = failure(() => catalog.event('open_parcel'))
    expect(error).toBeInstanceOf(DefinitionError)
    expect(error).toMatchObject({
      code: 'INVALID_YAML',
      message: `Failed to use event "open_parcel": ${broken}`,
      file: 'config/events/open_parcel.yml',
      line: 2,
    })
    expect(failure(() => catalog.metric('counts.m')).message).toBe(
      'Failed to use usage metric "counts.m": config/metrics/m.yml:4: unknown operator of good: "avg(value)", it should be sum(value) or total. Correct the file, or leave it out of the globs in internal-events.config.',
    )
    const { trackInternalEvent, journal } = createInternalEvents({ catalog })
    expect(failure(() => trackInternalEvent('open_parcel')).message).toBe(
      'Failed to track "open_parcel": Unknown event: open_parcel, its definition config/events/open_parcel.yml:2 cannot be used: bad indentation of a mapping entry. Correct the YAML.',
    )
    trackInternalEvent('good')
    expect(journal.events).toHaveLength(1)
    expect(catalog.metric('counts.n').rules).toHaveLength(1)
    expect([...catalog.badFiles]).toEqual(['config/events/open_parcel.yml', 'config/metrics/m.yml'])
  })

  test.each<[string, Record<string, string>, (catalog: Catalog) => unknown, string]>([
    [
      'an event after which its file is named',
      { 'config/events/open_parcel.yml': 'internal_events: true\n' },
      (catalog) => catalog.event('open_parcel'),
      'Failed to use event "open_parcel": config/events/open_parcel.yml:1: an event definition needs an action, the name of the event.',
    ],
    [
      'a metric after which its file is named, with a time stamp',
      { 'config/metrics/counts_7d/20210216180334_parcels_weekly.yml': 'time_frame: 7d\n' },
      (catalog) => catalog.metric('counts.parcels_weekly'),
      'Failed to use usage metric "counts.parcels_weekly": config/metrics/counts_7d/20210216180334_parcels_weekly.yml:1: a metric definition needs a key_path, the name of the metric.',
    ],
    [
      'a metric with a suffix for its time frame',
      { 'config/metrics/m.yml': 'key_path: counts.m\ntime_frame: [7d\n' },
      (catalog) => catalog.metric('counts.m_weekly'),
      'Failed to use usage metric "counts.m_weekly": config/metrics/m.yml:3: deficient indentation. Correct the YAML.',
    ],
  ])('is found for %s', (_what, files, use, message) => {
    expect(failure(() => use(project(files))).message.slice(0, message.length)).toBe(message)
  })

  test('does not hide a definition of the same name that can be used', () => {
    const catalog = project({ 'ee/config/events/copy.yml': 'action: good\nx: [\n' })
    expect(catalog.event('good').file).toBe('config/events/good.yml')
    expect(catalog.badFiles.size).toBe(1)
  })

  test('of two internal events with one action is told where the name is used', () => {
    const catalog = project({
      'ee/config/events/good.yml': event('good'),
      'config/events/a.yml': event('a'),
    })
    expect(failure(() => catalog.event('good')).message).toBe(
      'Failed to use event "good": ee/config/events/good.yml:2: action "good" is already defined in config/events/good.yml:2. Remove or rename one of them.',
    )
    const { trackInternalEvent } = createInternalEvents({ catalog })
    expect(failure(() => trackInternalEvent('good')).message).toBe(
      'Failed to track "good": Unknown event: good, its definition ee/config/events/good.yml:2 cannot be used: action "good" is already defined in config/events/good.yml:2. Remove or rename one of them.',
    )
    expect(catalog.event('a').action).toBe('a')
  })

  test('of a file that cannot be read says why', () => {
    const { root, remove } = temporaryProject({
      'config/events/good.yml': event('good'),
      'config/events/secret.yml': event('secret'),
      'node_modules/x.txt': '',
    })
    onTestFinished(remove)
    const { openSync } = fs
    const spy = vi.spyOn(fs, 'openSync').mockImplementation(((path: string, ...rest: [number]) => {
      if (String(path).endsWith('secret.yml')) {
        throw Object.assign(new Error('permission denied'), { code: 'EACCES' })
      }
      return openSync(path, ...rest)
    }) as typeof openSync)
    const catalog = loadCatalog({ root })
    spy.mockRestore()
    expect(failure(() => catalog.event('secret'))).toMatchObject({
      code: 'UNREADABLE_FILE',
      message:
        'Failed to use event "secret": config/events/secret.yml:1: the file cannot be read (EACCES). Make it readable.',
    })
    // It may be readable the next time, and looks the same.
    expect(loadCatalog({ root }).event('secret').action).toBe('secret')
  })

  test('of a file that is not UTF-8 names the line', () => {
    const { root, remove } = temporaryProject({ 'config/events/good.yml': event('good') })
    onTestFinished(remove)
    fs.writeFileSync(
      `${root}/config/events/iso.yml`,
      Buffer.from('action: latin\ndescription: caf\xe9\n', 'latin1'),
    )
    expect(failure(() => loadCatalog({ root }).event('latin'))).toMatchObject({
      code: 'UNREADABLE_FILE',
      message:
        'Failed to use event "latin": config/events/iso.yml:2: the line is not valid UTF-8. Save the file as UTF-8.',
    })
  })
})

test('files are read where the globals of text encodings are missing, as in jsdom of Jest', () => {
  vi.stubGlobal('TextDecoder', undefined)
  onTestFinished(() => void vi.unstubAllGlobals())
  const catalog = project({ 'config/events/bad.yml': 'action: [' })
  expect(catalog.event('good').action).toBe('good')
  expect(catalog.faults).toHaveLength(1)
})

describe('an event that a metric counts and nobody has defined', () => {
  const files = {
    'config/metrics/m.yml': metric(
      'counts.m',
      'data_source: internal_events\ntime_frame: [7d, all]\nevents:\n- name: god\n',
    ),
  }
  const cause = 'config/metrics/m.yml:1: it counts the event "god", which no definition has.'

  test('fails the metric when it is asserted, with the nearest event', () => {
    const error = failure(() => project(files).metric('counts.m_weekly'))
    expect(error).toMatchObject({
      code: 'UNDEFINED_EVENT',
      message: `Failed to use usage metric "counts.m_weekly": ${cause} Did you mean "good"?`,
    })
    const far = { 'config/metrics/m.yml': metric('counts.m', counts('unheard_of')) }
    expect(failure(() => project(far).metric('counts.m')).message).toBe(
      'Failed to use usage metric "counts.m": config/metrics/m.yml:1: it counts the event "unheard_of", which no definition has. Add a definition with this action, or allow the name: undefinedEvents in internal-events.config.',
    )
  })

  test('is one fault of its file', () => {
    const catalog = project(files)
    expect(faults(catalog)).toEqual([`${cause} Did you mean "good"?`])
    expect([...catalog.badFiles]).toEqual(['config/metrics/m.yml'])
  })

  test.each([
    [
      'a removed metric',
      { 'config/metrics/m.yml': `${files['config/metrics/m.yml']}status: removed\n` },
    ],
    [
      'a metric of another source',
      {
        'config/metrics/m.yml': files['config/metrics/m.yml'].replace(
          'internal_events',
          'redis_hll',
        ),
      },
    ],
    ['an event of an older system', { ...files, 'config/events/god.yml': 'action: god\n' }],
    ['an event with a fault of its own', { ...files, 'config/events/god.yml': 'x: 1\n' }],
  ])('is none of %s', (_what, more) => {
    expect(project(more).faults.filter(({ code }) => code === 'UNDEFINED_EVENT')).toEqual([])
  })
})

describe('what GitLab lets pass', () => {
  const legacy = (more = '') => `category: parcels:show\naction: click_button\n${more}`

  test('are events of older systems that share an action', () => {
    const catalog = project({ 'config/events/a.yml': legacy(), 'config/events/b.yml': legacy() })
    expect(catalog.faults).toEqual([])
    expect(failure(() => catalog.event('click_button')).message).toContain(
      'a.yml:2 has no internal_events',
    )
  })

  test.each([
    ['before', 'a'],
    ['after', 'z'],
  ])('is such an event beside an internal one, %s it', (_where, name) => {
    const catalog = project({
      [`config/events/${name}.yml`]: legacy(),
      'config/events/m.yml': event('click_button'),
    })
    expect(catalog.faults).toEqual([])
    expect(catalog.event('click_button').file).toBe('config/events/m.yml')
  })

  test('is a removed event beside a live one, in any order, also without status: removed', () => {
    const catalog = project({
      'config/events/removed/good.yml': event('good'),
      'config/events/removed/a.yml': event('a', 'status: removed'),
      'ee/config/events/a.yml': event('a'),
      'config/events/removed/b.yml': event('b'),
      'ee/config/events/removed/b.yml': event('b'),
      'config/events/removed/c.yml': event('c'),
      'config/events/z.yml': legacy().replace('click_button', 'c'),
    })
    expect(catalog.faults).toEqual([])
    expect(catalog.event('good').removed).toBe(false)
    expect(catalog.event('a').file).toBe('ee/config/events/a.yml')
    expect(failure(() => catalog.event('b')).message).toContain('it was removed')
    expect(failure(() => catalog.event('c')).message).toContain('no internal_events: true')
  })

  test.each<[string, string, string, string]>([
    [
      'a key twice',
      'config/metrics/m.yml',
      metric(
        'counts.m',
        `${counts('bad')}- name: bad\nevents:\n- name: good\ntiers: [free]\ntiers: [premium]\n`,
      ),
      'config/metrics/m.yml:7: the key is repeated, and its last value counts. Remove the others.',
    ],
    [
      'a key twice in a mapping within',
      'config/metrics/m.yml',
      metric('counts.m', `${counts('bad')}  name: good\n`),
      'config/metrics/m.yml:6: the key is repeated, and its last value counts. Remove the others.',
    ],
    [
      'a byte order mark',
      'config/metrics/m.yml',
      `\uFEFF${metric('counts.m', counts('good'))}`,
      'config/metrics/m.yml:1: the file begins with a byte order mark. Save it as UTF-8 without one.',
    ],
    [
      'several documents',
      'config/metrics/m.yml',
      `---\n${metric('counts.m', counts('good'))}---\nkey_path: other\n`,
      'config/metrics/m.yml:1: the file has several documents, of which the first is read. Keep one.',
    ],
  ])('is %s, which check reports', (_what, path, text, fault) => {
    const catalog = project({ [path]: text })
    expect(catalog.metric('counts.m').rules.map(({ name }) => name)).toEqual(['good'])
    expect(faults(catalog)).toEqual([fault])
    expect(catalog.badFiles.size).toBe(0)
  })

  test('is a folder that is named like a file, and an anchor that nothing refers to', () => {
    const catalog = project({
      'config/events/folder.yml/x.txt': '',
      'config/metrics/m.yml': `x: &x\n- y\n${metric('counts.m', counts('good'))}`,
    })
    expect(catalog.metric('counts.m').rules).toHaveLength(1)
    expect(catalog.faults).toEqual([])
  })
})

test('a file with an alias is refused, as GitLab refuses it', () => {
  const catalog = project({
    'config/metrics/m.yml': `x: &x\n  key_path: counts.m\n<<: *x\n${counts('good')}`,
  })
  expect(faults(catalog)).toEqual([
    'config/metrics/m.yml:3: the file has an alias, which GitLab does not load. Write the value out in both places.',
  ])
  expect(catalog.badFiles.size).toBe(1)
})

// Walked in full, each of these would take years.
describe('hostile files', () => {
  const bomb = Array.from(
    { length: 60 },
    (_, n) => `l${n}: &l${n} [${n ? `*l${n - 1}, *l${n - 1}` : 'x'}]`,
  ).join('\n')

  test.each([
    'action: *l59',
    'additional_properties: *l59',
    'extra_trackers: *l59',
    'classification: *l59',
    'status: *l59',
  ])('an alias bomb in an event is harmless: %s', (line) => {
    const catalog = project({ 'config/events/a.yml': `${bomb}\n${line}\n` })
    expect(catalog.event('good').action).toBe('good')
  })

  test.each([
    'data_source: *l59',
    'time_frame: *l59',
    'events: *l59',
    'events: [{ name: good, filter: *l59 }]',
    'events: [{ name: good, filter: { label: *l59 } }]',
    'events: [{ name: good, unique: *l59 }]',
    'events: [{ name: good, operator: *l59 }]',
    'key_path: *l59',
    'status: *l59',
  ])('an alias bomb in a metric is harmless: %s', (line) => {
    const base = { key_path: 'm', data_source: 'internal_events', time_frame: '7d' }
    const key = line.split(':')[0] as string
    const rest = Object.entries(base).filter(([name]) => name !== key)
    const catalog = project({
      'config/metrics/m.yml': `${bomb}\n${rest.map((pair) => pair.join(': ')).join('\n')}\n${line}\n`,
    })
    for (const keyPath of ['m', 'm_weekly']) {
      expect(failure(() => catalog.metric(keyPath)).message.length).toBeLessThan(300)
    }
  })

  test('keys named __proto__ are harmless', () => {
    const catalog = project({
      'config/events/a.yml': event('a', '__proto__:\n  polluted: true\n'),
    })
    expect(catalog.event('a').action).toBe('a')
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test.each(['x', '1', '1:', '[', ' '])('a file of ten megabytes of %j ends', (text) => {
    const catalog = project({
      'config/events/a.yml': event('a', `description: "${text.repeat(10 ** 7 / text.length)}"\n`),
      'config/events/b.yml': event('b', `description: ${text.repeat(10 ** 7 / text.length)}\n`),
    })
    expect(catalog.event('a').line).toBe(2)
    expect(catalog.definitionOf('b') ?? catalog.eventFault('b')).toBeDefined()
  })
})
