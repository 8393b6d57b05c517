/** Counters in a real Redis, and the suite that any counter store has to pass. */
export {
  type CounterStoreSuite,
  createRedisCounterStore,
  describeCounterStore,
  type IoRedisClient,
  type NodeRedisClient,
  type RedisClient,
  type RedisCounterStore,
  type RedisCounterStoreOptions,
  RedisError,
} from './redis/index.ts'
