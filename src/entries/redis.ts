/**
 * Counters and rows that wait, in a real Redis, and the suite that any counter store has to pass.
 *
 * @module internal-events-testing/redis
 */
export {
  RedisAiUsageEventBuffer,
  type RedisAiUsageEventBufferOptions,
} from '../ai-usage-events/redis/index.ts'
export { type CounterStoreSuite, describeCounterStore } from '../counters/contract/index.ts'
export {
  createRedisCounterStore,
  type IoRedisClient,
  type NodeRedisClient,
  type RedisClient,
  type RedisCounterStore,
  type RedisCounterStoreOptions,
  RedisError,
} from '../counters/redis/index.ts'
