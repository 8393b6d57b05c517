import { describe, expect, onTestFinished, test } from 'vitest'
import { usageMetricValue } from '../../src/counters/index.ts'
import { createInternalEvents, InMemoryCounterStore, loadCatalog } from '../../src/entries/index.ts'
import { createRedisCounterStore } from '../../src/entries/redis.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { fixTime } from '../tracking/fix-time.ts'
import { warnings } from '../tracking/warnings.ts'
import { COUNTED_ROWS, type CountedRow, definitionsOf, readRow } from './counted-rows.ts'

fixTime()

function setOf(row: Pick<CountedRow, 'metrics'>) {
  const { root, remove } = temporaryProject(definitionsOf(row))
  onTestFinished(remove)
  const catalog = loadCatalog({ root })
  const counters = new InMemoryCounterStore()
  return { catalog, counters, ...createInternalEvents({ catalog, counters }) }
}

function thrownBy(run: () => void): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}

test.each(COUNTED_ROWS)('$rule ($source)', async (row) => {
  warnings()
  const { counters, journal, trackInternalEvent } = setOf(row)
  const errors = row.calls.map((call) => thrownBy(() => trackInternalEvent('a', call)))
  const expected = row.error ? expect.objectContaining({ code: row.error.code }) : undefined
  expect(errors).toEqual([...row.calls.slice(1).map(() => undefined), expected])
  expect(journal.events).toHaveLength(row.sent ?? row.calls.length)
  expect(await readRow(counters, row)).toEqual(row.redis)
  // Nothing else is written.
  expect(counters.keys()).toEqual(Object.keys(row.redis).sort())
  for (const [key, seconds] of Object.entries(row.lives ?? {})) {
    expect(counters.timeToLive(key), key).toBe(seconds ?? undefined)
  }
})

describe('what metrics report', () => {
  const by = (filter: string) =>
    `- name: a\n  unique: label\n  operator: total\n  filter:\n    custom: ${filter}\n`

  test('two rules of one identifier and operator total: the last (unique_totals_metric.rb)', () => {
    const metrics = [`time_frame: 7d\nevents:\n${by('x')}${by('y')}`]
    const { catalog, counters, trackInternalEvent } = setOf({ metrics })
    for (const [label, custom] of [
      ['npm', 'x'],
      ['gem', 'y'],
      ['gem', 'y'],
    ] as const) {
      trackInternalEvent('a', { additionalProperties: { label, custom } })
    }
    const read = usageMetricValue(catalog.metric('m0'), counters, Date.now(), 'test')
    expect(read).toEqual({ label: { gem: 2 } })
  })
})

describe('keys of older names', () => {
  /** A client that notes the keys of its commands. */
  function noted() {
    const keys: string[] = []
    const sendCommand = async ([, key = '']: string[]) => keys.push(key)
    return { keys, client: { sendCommand } }
  }

  test.each([
    [
      'a total, by its whole key (redis_counter.rb)',
      '{event_counters}_a',
      '{event_counters}_a',
      'OLD',
    ],
    [
      'not a weekly total, whose key has its week (redis_counter.rb)',
      '{event_counters}_a',
      '{event_counters}_a-2025-07',
      '{event_counters}_a-2025-07',
    ],
    [
      'a weekly total that is named with its week (redis_counter.rb)',
      '{event_counters}_a-2025-07',
      '{event_counters}_a-2025-07',
      'OLD',
    ],
    [
      'unique values, by the name between slot and week (hll_redis_counter.rb)',
      'a-user',
      '{hll_counters}_a-user-2025-07',
      '{hll_counters}_OLD-2025-07',
    ],
    [
      'not unique values by their whole key (hll_redis_counter.rb)',
      '{hll_counters}_a-user',
      '{hll_counters}_a-user-2025-07',
      '{hll_counters}_a-user-2025-07',
    ],
  ])('%s', async (_rule, name, key, older) => {
    const { keys, client } = noted()
    const keyOverrides = { [name]: 'OLD' }
    const store = createRedisCounterStore(client, { prefix: '', keyOverrides })
    await store.increment(key, 1)
    expect(keys).toEqual([older])
  })
})
