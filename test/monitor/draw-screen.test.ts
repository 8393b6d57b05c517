import { stripVTControlCharacters } from 'node:util'
import width from 'fast-string-width'
import { expect, test, vi } from 'vitest'
import { loadCatalog } from '../../src/definitions/index.ts'
import { drawScreen, MetricTally, Monitor, watchList } from '../../src/monitor/index.ts'
import { seen } from './seen.ts'

const catalog = loadCatalog({ root: 'examples/package-registry' })
const NINE = new Date(2026, 1, 13, 9, 0, 0).getTime()

/** A screen at nine o'clock, with the events that come a minute later. */
function screenOf(names: readonly string[], events: readonly Parameters<typeof seen>[]) {
  vi.useFakeTimers({ now: NINE, toFake: ['Date'] })
  const monitor = new Monitor(watchList(catalog, names), new MetricTally(catalog))
  monitor.answered({ bad: 0 })
  for (const [name, event] of events) monitor.hear(seen(name, event, NINE + 60_000))
  const view = monitor.view()
  vi.useRealTimers()
  return {
    view,
    state: 'Monitoring http://127.0.0.1:9090',
    asked: names,
    notices: [] as readonly string[],
    isPaused: false,
  }
}

const push = (label: string, id: number): Parameters<typeof seen> => [
  'push_package',
  {
    user: { id },
    project: { id: 2 },
    namespace: { id: 3 },
    additionalProperties: { label, property: 'user', value: 4.5 },
  },
]
const PLAIN = { columns: 80, rows: 24, colour: false }

test('a screen shows metrics and events', () => {
  const screen = screenOf(
    ['push_package'],
    [push('npm', 1), push('maven', 2), ['push_package', { additionalProperties: { value: 1 } }]],
  )
  expect(drawScreen(screen, PLAIN).join('\n')).toMatchInlineSnapshot(`
    "Monitoring http://127.0.0.1:9090
    push_package: 3 events since 09:00:00

    METRICS  11 of 11 moved
    Metric                                               Now  Moved  Start  Counts
    counts.npm_package_pushes                              1     +1      0  events,…
    counts.package_events                                  3     +3      0  events
    counts.package_events_monthly                          3     +3      0  events
    counts.package_events_weekly                           3     +3      0  events
    redis_hll_counters.packages.active_users_weekly        2     +2      0  distinc…
    …s.count_distinct_label_from_push_package_weekly       2     +2      0  distinc…
    redis_hll_counters.packages.npm_projects_monthly       1     +1      0  distinc…
    …is_hll_counters.packages.pushes_by_label_weekly  1 npm…     +2      0  events …
    sums.pushed_kilobytes                                 10    +10      0  sum of …
    sums.pushed_kilobytes_monthly                         10    +10      0  sum of …
    sums.pushed_kilobytes_weekly                          10    +10      0  sum of …

    EVENTS
    Time      Event         User  Namespace  Project  Label  Property  Value
    09:01:00  push_package                                                 1
      push_package should be triggered with a named parameter 'user'. push_package …
    09:01:00  push_package  2     3          2        maven  user        4.5
    09:01:00  push_package  1     3          2        npm    user        4.5
    p pause  r reset  q quit"
  `)
})

test('a screen of 20 columns and 10 rows shows what matters most', () => {
  const screen = screenOf(['counts.package_pulls'], [['pull_package', { user: { id: 1 } }]])
  expect(drawScreen(screen, { columns: 20, rows: 10, colour: false })).toMatchInlineSnapshot(`
    [
      "Monitoring http://1…",
      "counts.package_pull…",
      "METRICS  1 of 2 mov…",
      "Metric           Now",
      "….package_pulls    1",
      "…ulls_by_guests    0",
      "EVENTS",
      "Time      Event",
      "09:01:00  pull_pack…",
      "p pause  r reset  q…",
    ]
  `)
})

test('a long title gives way before a cell does', () => {
  const screen = screenOf(['push_package'], [push('maven', 1)])
  const lines = drawScreen(screen, { columns: 62, rows: 40, colour: false })
  expect(lines.slice(-30).filter((line) => /^(Time|09:01)/.test(line))).toMatchInlineSnapshot(`
    [
      "Time      Event         User  Nam…  Proj…  Label  Prop…  Value",
      "09:01:00  push_package  1     3     2      maven  user     4.5",
    ]
  `)
})

test('each table has the room that the other leaves', () => {
  const many = Array.from({ length: 30 }, (_, id) => push('npm', id))
  const namesIn = (lines: readonly string[]) => lines.filter((line) => /^[A-Z]{5}/.test(line))
  expect(namesIn(drawScreen(screenOf([], many), PLAIN))).toMatchInlineSnapshot(`
    [
      "METRICS  11 of 16 moved, the first 7 shown",
      "EVENTS  the newest 8 of 30",
    ]
  `)
  expect(namesIn(drawScreen(screenOf([], []), PLAIN))).toMatchInlineSnapshot(`
    [
      "METRICS  0 of 16 moved, the first 15 shown",
      "EVENTS",
    ]
  `)
  expect(
    namesIn(drawScreen(screenOf(['counts.npm_package_pushes'], many), PLAIN)),
  ).toMatchInlineSnapshot(`
    [
      "METRICS  1 of 1 moved",
      "EVENTS  the newest 14 of 30",
    ]
  `)
})

const wild = [
  '日本語のラベル'.repeat(5),
  '👩‍👩‍👧 family and more 🏳️‍🌈',
  '\u001b[2J\u001b]0;title\u0007',
  'a\r\nb\tc\u009b1m',
  '\u202eright to left',
  'e\u0301'.repeat(40),
  '\ud800 half',
]

test('no text is wider than the screen, or steers it', () => {
  const events = wild.map(
    (text): Parameters<typeof seen> => [
      text,
      {
        user: { id: text },
        additionalProperties: { label: text, property: text, [text]: text },
      },
    ],
  )
  for (const columns of [1, 2, 7, 20, 33, 80, 300]) {
    for (const rows of [1, 2, 3, 6, 10, 24, 60]) {
      const screen = { ...screenOf([], events), notices: [`notice ${wild[0]}`] }
      const lines = drawScreen(screen, { columns, rows, colour: false })
      expect(lines.length).toBe(rows)
      for (const line of lines) {
        expect(width(line)).toBeLessThanOrEqual(columns)
        expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
      }
    }
  }
})

test('colours are there to be left out', () => {
  const screen = screenOf(['push_package'], [push('npm', 1), ['push_package']])
  const coloured = drawScreen(screen, { ...PLAIN, colour: true })
  expect(coloured.map(stripVTControlCharacters)).toEqual(drawScreen(screen, PLAIN))
  expect(coloured.filter((line) => line.startsWith('\x1b[32m')).length).toBeGreaterThan(3)
  expect(coloured.filter((line) => line.startsWith('\x1b[33m')).length).toBe(2)
})

test('the first lines tell of a pause, of bad rows and of what is amiss', () => {
  const screen = screenOf([], [push('npm', 1)])
  const amiss = {
    ...screen,
    view: { ...screen.view, bad: 2 },
    notices: ['1 file of definitions has faults: run internal-events check'],
    isPaused: true,
  }
  const lines = drawScreen(amiss, PLAIN)
  expect([...lines.slice(0, 3), lines.at(-1)]).toEqual([
    'PAUSED  Monitoring http://127.0.0.1:9090',
    'All events: 1 event since 09:00:00, and 2 bad rows: see /micro/bad',
    '1 file of definitions has faults: run internal-events check',
    'p go on  r reset  q quit',
  ])
})
