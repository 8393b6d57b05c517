/**
 * How the time of a test grows with its work, which doubles from one column to the next. Each test
 * takes until the next one begins, since what nobody awaits is judged at its end.
 */
import { printTable } from './compare.mjs'
import { createRuns } from './run-files.mjs'

const FACTORS = [1, 2, 4, 8, 16]

/** The pieces of work for n = 1, by what they are. */
const FIRST = {
  'events of one block': 4000,
  'assertions that nobody awaits': 1000,
  'assertions that wait for one another': 1000,
  'metrics of such assertions': 1000,
  'events while .within() watches': 500,
  'blocks in one another': 25,
  'different events, none of them meant': 1000,
  'names of one claim, and their events': 100,
  'names of a claim that fails': 50,
}

/** Declares the tests. It runs in a file of its own, so that all that it needs is handed over. */
function declare({ expect, test, trackInternalEvent, note, first, factors }) {
  const track = (name, label = 'npm') =>
    trackInternalEvent(name, { user: { id: 1 }, additionalProperties: { label } })
  const pull = (label) => track('event_1', label)
  const namesFrom = (start, count) =>
    Array.from({ length: count }, (_, index) => `event_${start + index}`)
  const trackAll = (names) => () => {
    for (const name of names) track(name)
  }
  const repeat = (count, run) => {
    for (let index = 0; index < count; index++) run(index)
  }
  const all = (count, run) => Promise.all(Array.from({ length: count }, run))
  const fails = (assertion) =>
    assertion.then(
      () => {
        throw new Error('passed')
      },
      (error) => error.message,
    )
  const nested = (depth) => () =>
    depth === 0
      ? void pull()
      : expect(nested(depth - 1))
          .toTriggerInternalEvents('event_1')
          .within(1)

  const work = {
    'events of one block': (count) =>
      expect(() => repeat(count, () => pull()))
        .toTriggerInternalEvents('event_1')
        .times(count),
    'assertions that nobody awaits': (count) =>
      repeat(count, () => expect(() => pull()).toTriggerInternalEvents('event_1')),
    'assertions that wait for one another': (count) =>
      all(count, () => expect(() => pull()).toTriggerInternalEvents('event_1')),
    'metrics of such assertions': (count) =>
      all(count, () => expect(() => pull()).toIncrementUsageMetrics('counts.metric_1')),
    'events while .within() watches': (count) =>
      expect(() => {
        void (async () => {
          for (let index = 0; index < count; index++) {
            await new Promise((resolve) => setImmediate(resolve))
            pull(`label ${index}`)
          }
        })()
      })
        .toTriggerInternalEvents('event_1')
        .with({ user: { id: 1 }, additionalProperties: { label: `label ${count - 1}` } })
        .within(60_000),
    'blocks in one another': (count) => expect(nested(count)).toTriggerInternalEvents('event_1'),
    'different events, none of them meant': (count) =>
      fails(
        expect(() => repeat(count, (index) => pull(`label ${index}`)))
          .toTriggerInternalEvents('event_1')
          .with({ user: { id: 1 }, additionalProperties: { label: 'none', property: 'x' } }),
      ),
    'names of one claim, and their events': (count) => {
      const names = namesFrom(0, count)
      return expect(trackAll(names)).toTriggerInternalEvents(names)
    },
    'names of a claim that fails': (count) => {
      const names = namesFrom(0, count)
      return fails(expect(trackAll(names)).toTriggerInternalEvents(namesFrom(1000, count)))
    },
  }

  let measured
  const tell = () => {
    if (measured) note(measured.name, performance.now() - measured.begin)
    measured = undefined
  }
  for (const [what, count] of Object.entries(first)) {
    for (const factor of factors) {
      test(`${what} ${factor}`, { timeout: 600_000 }, async () => {
        tell()
        measured = { name: `${what.replaceAll(' ', '-')}-${factor}`, begin: performance.now() }
        await work[what](count * factor)
      })
    }
    test(`${what}, the last`, tell)
  }
}

const source = `import { expect, test } from 'vitest'
import { trackInternalEvent } from 'internal-events-testing'
import { note } from '../note.mjs'
test('warms up', () => trackInternalEvent('event_1', { user: { id: 1 } }))
;(${declare})({ expect, test, trackInternalEvent, note, ...${JSON.stringify({ first: FIRST, factors: FACTORS })} })\n`

const { run, remove } = createRuns()
const { notes } = run(source, 1, { setupFiles: ['internal-events-testing/vitest'] })
remove()
printTable(
  'What a test takes in ms, with n pieces of work and more',
  Object.entries(FIRST).map(([what, n]) => {
    const times = FACTORS.map((factor) => notes(`${what.replaceAll(' ', '-')}-${factor}`)[0])
    const columns = FACTORS.map((factor, index) => [
      factor === 1 ? 'ms for n' : `${factor} n`,
      times[index].toFixed(0),
    ])
    const last = (times.at(-1) / times.at(-2)).toFixed(1)
    return { what, n, ...Object.fromEntries(columns), 'last step': last }
  }),
)
