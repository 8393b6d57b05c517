import type { ValueCheck } from './check-values.ts'
import { hasMethods } from './has-methods.ts'

/** The longest time that a timer waits, in ms; it fires at once for a longer one. */
const LONGEST = 2 ** 31 - 1

/** Checks a time to wait, in milliseconds. */
export function timeCheck(name: string, time: unknown): ValueCheck {
  const isTime = typeof time === 'number' && time > 0 && time <= LONGEST
  const remedy = `Give it milliseconds, more than 0 and at most ${LONGEST}.`
  return [name, time, time === undefined || isTime, remedy]
}

/** Checks a registry of events. */
export function registryCheck(registry: unknown): ValueCheck {
  const isUsable = registry === undefined || hasMethods(registry, ['find', 'nameOf'])
  return ['registry', registry, isUsable, 'Give it an AiUsageEventRegistry, or leave it out.']
}

/** Checks a function. */
export function functionCheck(name: string, call: unknown): ValueCheck {
  const isUsable = call === undefined || typeof call === 'function'
  return [name, call, isUsable, 'Give it a function, or leave it out.']
}
