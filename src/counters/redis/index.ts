export { createRedisCounterStore } from './create-redis-counter-store.ts'
export type { IoRedisClient, NodeRedisClient, RedisClient } from './redis-client.ts'
export { RedisCounterStore, type RedisCounterStoreOptions } from './redis-counter-store.ts'
export { RedisError, runCommand } from './run-command.ts'
