import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** The rooms of the house, from the roof down: a room imports from those below it alone. */
const ROOMS = [
  'src/entries', // the public faces, one file an entry point
  'src/playwright', // the fixtures of Playwright Test, and its matchers
  'src/vitest-set-up', // what the set-up file of Vitest does for each test file
  'src/plugin', // the catalog of a run of Vitest, and its watching
  'src/runners', // how each runner runs a test, and what is around it
  'src/cli', // commands
  'src/reporters', // what runners tell of tests, to reports
  'src/dictionary', // one page of all definitions
  'src/dictionary/page', // what runs in the page, and its data
  'src/coverage', // which definitions tests guard
  'src/monitor', // events of a collector, and the metrics that they move
  'src/checks/formats', // findings as other programs read them
  'src/checks', // what is wrong with definitions and tracking calls
  'src/matchers', // all families, and the types of their chains
  'src/matchers/journeys',
  'src/matchers/html',
  'src/matchers/metrics',
  'src/matchers/ai-usage',
  'src/matchers/change',
  'src/matchers/delivery',
  'src/matchers/errors',
  'src/matchers/privacy',
  'src/matchers/events',
  'src/journeys', // contracts of journeys, and what tests recorded of them
  'src/collector/doors/playwright', // the pages of a browser
  'src/collector/doors/msw', // MSW, and a captured fetch
  'src/collector/doors/port', // node:http
  'src/collector', // the application: Request in, Response out, and its log
  'src/collector/micro', // Snowplow Micro's REST API, and the page
  'src/collector/usage-data', // GitLab's usage data API
  'src/graphql', // AI usage data as a schema, and handlers of MSW
  'src/privacy', // personal data in what is sent: what tests and their ends need
  'src/privacy/search', // detectors, which are loaded when something is looked for
  'src/assertions', // the engine of all matchers
  'src/fakes', // what a test works with
  'src/ai-usage-events/redis', // rows that wait
  'src/ai-usage-events/postgres',
  'src/ai-usage-events/clickhouse',
  'src/ai-usage-events/sql', // queries as SQL
  'src/ai-usage-events/contract', // the suite that every store passes
  'src/ai-usage-events',
  'src/html',
  'src/tracking', // validate, count, send
  'src/counters/redis',
  'src/counters/contract', // the suite that every counter store passes
  'src/counters',
  'src/snowplow', // the wire
  'src/snowplow/iglu',
  'src/definitions/types', // catalog to declarations
  'src/drafts', // answers to the files of definitions
  'src/drafts/yaml', // YAML as GitLab's generator writes it
  'src/definitions', // YAML to catalog
  'src/foundation', // nothing of events
]

const roomOf = (file: string) =>
  ROOMS.filter((room) => file.startsWith(`${room}/`)).sort((a, b) => b.length - a.length)[0]

/** Everything in a house of files that breaks its plan; types count as all else does. */
function faults(files: Readonly<Record<string, string>>): string[] {
  const within = new Map<string, string[]>()
  const found = Object.entries(files).flatMap(([file, source]) => {
    const room = roomOf(file)
    if (room === undefined) return [`${file} is in no room`]
    const imports = [...source.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)]
      .map(([, target]) => join(dirname(file), target as string))
      .filter((target) => target.startsWith('src/'))
    within.set(
      file,
      imports.filter((target) => roomOf(target) === room),
    )
    return imports.flatMap((target) => {
      const other = roomOf(target) ?? ''
      if (other === room) return []
      if (ROOMS.indexOf(other) < ROOMS.indexOf(room)) return [`${file} imports upwards: ${target}`]
      return target === `${other}/index.ts` ? [] : [`${file} imports past the index: ${target}`]
    })
  })
  return [...found, ...circles(within)]
}

function circles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file))
      return [`circle: ${[...path.slice(path.indexOf(file)), file].join(' > ')}`]
    if (done.has(file)) return []
    const found = (imports.get(file) ?? []).flatMap((target) => walk(target, [...path, file]))
    done.add(file)
    return found
  }
  return [...imports.keys()].flatMap((file) => walk(file, []))
}

test('the house stands as planned', () => {
  const files = globSync('src/**/*.ts').map((file) => [file, readFileSync(file, 'utf8')])
  expect(faults(Object.fromEntries(files))).toEqual([])
})

test('what breaks the plan is found', () => {
  expect(
    faults({
      'src/snowplow/decode.ts': "import type { Journal } from '../fakes/index.ts'\n",
      'src/fakes/journal.ts': "import { decode } from '../snowplow/decode.ts'\n",
      'src/html/element.ts': "import type { Markup } from './markup.ts'\n",
      'src/html/markup.ts': "import type { Element } from './element.ts'\n",
      'src/helpers/all.ts': '',
    }),
  ).toEqual([
    'src/snowplow/decode.ts imports upwards: src/fakes/index.ts',
    'src/fakes/journal.ts imports past the index: src/snowplow/decode.ts',
    'src/helpers/all.ts is in no room',
    'circle: src/html/element.ts > src/html/markup.ts > src/html/element.ts',
  ])
})
