export { RedisAiUsageEventBuffer } from './redis-ai-usage-event-buffer.ts'
export type { RedisAiUsageEventBufferOptions } from './redis-ai-usage-event-buffer-options.ts'
