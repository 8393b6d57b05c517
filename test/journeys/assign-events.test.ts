import { expect, test } from 'vitest'
import { assignEvents } from '../../src/journeys/assign-events.ts'
import type { JourneyEntry } from '../../src/journeys/journey-contract.ts'
import type { JourneyEvent } from '../../src/journeys/journey-event.ts'

const entry = (label: string | undefined, line: number, count?: number): JourneyEntry => ({
  texts: { action: 'pull_package', ...(label && { label }) },
  properties: {},
  identities: {},
  contexts: {},
  line,
  ...(count !== undefined && { count }),
})

/** Assigns as many events as there are labels, and counts the comparisons. */
function assigned(groups: readonly (readonly JourneyEntry[])[], labels: readonly string[]) {
  const events = labels.map((label) => ({ texts: { label } }) as JourneyEvent)
  let steps = 0
  const { places, left } = assignEvents(groups, events, ({ texts }, event) => {
    steps++
    return texts.label === undefined || texts.label === event.texts.label
  })
  return { found: places.map((place) => place.events.length), left: left.length, steps }
}

const times = <Value>(count: number, value: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => value(index))

test('an entry with a large count costs one comparison an event', () => {
  const labels = times(5000, () => 'npm')
  for (const count of [4000, 5000, Number.MAX_SAFE_INTEGER]) {
    const found = Math.min(count, 5000)
    expect(assigned([[entry('npm', 1, count)]], labels)).toEqual({
      found: [found],
      left: 5000 - found,
      steps: found,
    })
  }
})

test('entries that say the same cost as much as one', () => {
  const entries = times(5000, (line) => entry('npm', line))
  const labels = times(5000, () => 'npm')
  expect(assigned([entries], labels)).toEqual({
    found: times(5000, () => 1),
    left: 0,
    steps: 5000,
  })
})

test('events of a loose entry move on to strict ones, however many there are', () => {
  const labels = times(5000, (index) => (index < 2500 ? 'npm' : 'maven'))
  expect(assigned([[entry(undefined, 1, 2500), entry('npm', 2, 2500)]], labels)).toEqual({
    found: [2500, 2500],
    left: 0,
    steps: 10_000,
  })
})
