/** Measures how the time of a test grows with its work, which doubles from one column to the next. */
import { trackInternalEvent } from 'internal-events-testing'
import { expect, test } from 'vitest'
import { printTable } from './compare.mjs'

const track = (name, label) =>
  trackInternalEvent(name, { user: { id: 1 }, additionalProperties: { label } })
const pull = (label = 'npm') => track('pull_package', label)
const repeat = (count, run) => {
  for (let index = 0; index < count; index++) run(index)
}
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
const nested = (depth) => () =>
  depth === 0
    ? void pull()
    : expect(nested(depth - 1))
        .toTriggerInternalEvents('pull_package')
        .within(1)

const WORK = {
  'events of one block': [
    4000,
    (count) =>
      expect(() => repeat(count, () => pull()))
        .toTriggerInternalEvents('pull_package')
        .times(count),
  ],
  'assertions that wait for one another': [
    1000,
    (count) =>
      Promise.all(
        Array.from({ length: count }, () =>
          expect(() => pull()).toTriggerInternalEvents('pull_package'),
        ),
      ),
  ],
  'metrics of such assertions': [
    1000,
    (count) =>
      Promise.all(
        Array.from({ length: count }, () =>
          expect(() => pull()).toIncrementUsageMetrics('counts.package_pulls'),
        ),
      ),
  ],
  'events while .within() watches': [
    500,
    (count) =>
      expect(() => {
        void (async () => {
          for (let index = 0; index < count; index++) {
            await nextTurn()
            pull(`label ${index}`)
          }
        })()
      })
        .toTriggerInternalEvents('pull_package')
        .with({ user: { id: 1 }, additionalProperties: { label: `label ${count - 1}` } })
        .within(60_000),
  ],
  'blocks in one another': [
    50,
    (count) => expect(nested(count)).toTriggerInternalEvents('pull_package'),
  ],
  'different events, none of them meant': [
    1000,
    (count) =>
      expect(() => repeat(count, (index) => pull(`label ${index}`)))
        .toTriggerInternalEvents('pull_package')
        .with({ user: { id: 1 }, additionalProperties: { label: 'none', property: 'x' } })
        .then(
          () => {
            throw new Error('passed')
          },
          (error) => error.message,
        ),
  ],
}

test('growth', async () => {
  const rows = []
  for (const [what, [first, run]] of Object.entries(WORK)) {
    const times = []
    for (const factor of [1, 2, 4, 8, 16]) {
      const begin = performance.now()
      await run(first * factor)
      times.push(performance.now() - begin)
    }
    const [n, ...doubled] = times.map((time) => time.toFixed(0))
    const columns = doubled.map((time, index) => [`${2 ** (index + 1)} n`, time])
    const last = (times.at(-1) / times.at(-2)).toFixed(1)
    rows.push({ what, n: first, 'ms for n': n, ...Object.fromEntries(columns), 'last step': last })
  }
  printTable('What a test takes in ms, with n pieces of work and more', rows)
}, 600_000)
