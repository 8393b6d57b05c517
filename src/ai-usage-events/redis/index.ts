export {
  RedisAiUsageEventBuffer,
  type RedisAiUsageEventBufferOptions,
} from './redis-ai-usage-event-buffer.ts'
