import { setTimeout as delay } from 'node:timers/promises'
import type { AiUsageEventStore } from '../../../src/entries/ai-usage-events.ts'

/** Makes a store answer later, as one over a network does. */
export function answersLater(store: AiUsageEventStore): AiUsageEventStore {
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown
      return async (...args: unknown[]) => {
        await delay(2)
        return method.apply(target, args)
      }
    },
  })
}
