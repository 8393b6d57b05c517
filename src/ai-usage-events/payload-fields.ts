import type { AiUsageContext } from './ai-usage-event.ts'
import type { RegisteredAiUsageEvent } from './ai-usage-feature.ts'
import { transformed } from './transformed.ts'

/**
 * Finds the fields that an event's payload can have: calls its transformation with a context that
 * has everything and with one that has nothing. Returns `undefined` where that does not tell them: a
 * transformation that copies whatever it is given, or one that throws.
 */
export function payloadFields(event: RegisteredAiUsageEvent): string[] | undefined {
  try {
    let copies = false
    const seen = () => {
      copies = true
      return []
    }
    const nothing = new Proxy({}, { has: () => true, ownKeys: seen }) as AiUsageContext
    const everything = anything(seen) as AiUsageContext
    const fields = [nothing, everything].flatMap((context) =>
      Object.keys(transformed(event, context)),
    )
    return copies ? undefined : [...new Set(fields)].filter((field) => field !== 'namespace_id')
  } catch {
    return undefined
  }
}

/** The steps that a transformation may take in made-up values, which have no end. */
const STEPS = 1000

/** Makes a value of which every property is such a value, and every call returns one. */
function anything(ownKeys: () => string[]): unknown {
  let left = STEPS
  const value: unknown = new Proxy(() => {}, {
    has: () => true,
    ownKeys,
    get(_target, key) {
      left -= 1
      if (left === 0) throw new RangeError('too many steps')
      return key === Symbol.toPrimitive ? () => '1' : value
    },
    apply: () => value,
  })
  return value
}
