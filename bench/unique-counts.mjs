/** Unique counts in memory, against the HyperLogLogs of npm and a real Redis on this machine. */
import { spawn, spawnSync } from 'node:child_process'
import bloomFilters from 'bloom-filters'
import HyperLogLogLite from 'hyperloglog-lite'
import { InMemoryCounterStore } from 'internal-events-testing'
import { Redis } from 'ioredis'
import { median, printTable } from './compare.mjs'

const hasRedis = spawnSync('redis-server', ['--version']).status === 0
const MEMBERS = 20_000
const ROUNDS = 9
const members = Array.from({ length: MEMBERS }, (_, index) => `user-${index}`)
const PORT = 6399

let keys = 0
const alternatives = {
  InMemoryCounterStore: () => {
    const store = new InMemoryCounterStore()
    return {
      add: () => {
        for (const member of members) store.addUnique('k', member)
      },
      count: () => store.countUnique(['k']),
    }
  },
  'bloom-filters': () => {
    const log = new bloomFilters.HyperLogLog(16_384)
    return {
      add: () => {
        for (const member of members) log.update(member)
      },
      count: () => log.count(),
    }
  },
  'hyperloglog-lite': () => {
    const log = HyperLogLogLite(14)
    return {
      add: () => {
        for (const member of members) log.add(HyperLogLogLite.hash(member))
      },
      count: () => log.count(),
    }
  },
}

const redis = hasRedis ? await startRedis() : undefined
if (redis) {
  Object.assign(alternatives, {
    'Redis, pipelined': () => {
      const key = `k${++keys}`
      return {
        async add() {
          const pipeline = redis.client.pipeline()
          for (const member of members) pipeline.pfadd(key, member)
          await pipeline.exec()
        },
        count: () => redis.client.pfcount(key),
      }
    },
    'Redis, one after another': () => {
      const key = `k${++keys}`
      return {
        async add() {
          for (const member of members) await redis.client.pfadd(key, member)
        },
        count: () => redis.client.pfcount(key),
      }
    },
  })
}

const times = {}
for (let round = -1; round < ROUNDS; round++) {
  for (const [name, make] of Object.entries(alternatives)) {
    const { add, count } = make()
    const start = performance.now()
    await add()
    const added = performance.now()
    const counted = await count()
    const end = performance.now()
    // The first round only warms up.
    if (round < 0) continue
    times[name] ??= { add: [], count: [], error: [] }
    times[name].add.push(((added - start) / MEMBERS) * 1e6)
    times[name].count.push((end - added) * 1000)
    times[name].error.push(Math.abs(counted - MEMBERS) / MEMBERS)
  }
}
redis?.end()

const base = median(times['InMemoryCounterStore'].add)
printTable(`Adding ${MEMBERS.toLocaleString('en')} members to one key, and counting them`, [
  ...Object.entries(times).map(([name, { add, count, error }]) => ({
    what: name,
    'ns a member': Math.round(median(add)).toLocaleString('en'),
    ratio: (median(add) / base).toFixed(1),
    'µs to count': Math.round(median(count)).toLocaleString('en'),
    'off by': `${(median(error) * 100).toFixed(1)} %`,
  })),
  ...(redis ? [] : [{ what: 'Redis', 'ns a member': 'not measured: no redis-server' }]),
])

async function startRedis() {
  const options = ['--port', String(PORT), '--save', '', '--appendonly', 'no']
  const server = spawn('redis-server', options, { stdio: 'ignore' })
  const client = new Redis({ port: PORT, retryStrategy: (tries) => (tries < 100 ? 50 : null) })
  client.on('error', () => {})
  await client.ping()
  return {
    client,
    end() {
      client.disconnect()
      server.kill()
    },
  }
}
