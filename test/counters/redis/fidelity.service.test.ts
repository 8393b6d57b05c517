import { Redis } from 'ioredis'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { createInternalEvents, loadCatalog } from '../../../src/entries/index.ts'
import { createRedisCounterStore } from '../../../src/entries/redis.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { COUNTED_ROWS, definitionsOf, readRow } from '../../fidelity/counted-rows.ts'
import { fixTime } from '../../tracking/fix-time.ts'
import { warnings } from '../../tracking/warnings.ts'
import { startRedis } from './start-redis.ts'

const { port, stop } = await startRedis()
const client = new Redis({ port })
afterAll(() => {
  client.disconnect()
  stop()
})
let prefixes = 0

fixTime()

test.each(COUNTED_ROWS)('Redis holds what the store in memory holds: $rule', async (row) => {
  warnings()
  const { root, remove } = temporaryProject(definitionsOf(row))
  onTestFinished(remove)
  const prefix = `fidelity-${++prefixes}:`
  const counters = createRedisCounterStore(client, { prefix })
  const { trackInternalEvent } = createInternalEvents({ catalog: loadCatalog({ root }), counters })
  for (const call of row.calls) {
    try {
      trackInternalEvent('a', call)
    } catch (error) {
      expect(error).toMatchObject({ code: row.error?.code })
    }
  }
  expect(await readRow(counters, row)).toEqual(row.redis)
  const keys = (await client.keys(`${prefix}*`)).map((key) => key.slice(prefix.length))
  expect(keys.sort()).toEqual(Object.keys(row.redis).sort())
  for (const [key, seconds] of Object.entries(row.lives ?? {})) {
    expect(await counters.timeToLive(key), key).toBe(seconds ?? undefined)
  }
})
