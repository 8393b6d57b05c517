export { createRedisCounterStore } from './create-redis-counter-store.ts'
export type { IoRedisClient, NodeRedisClient, RedisClient } from './redis-client.ts'
export {
  RedisCounterStore,
  type RedisCounterStoreOptions,
  RedisError,
} from './redis-counter-store.ts'
