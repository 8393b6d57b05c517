import { printText } from '../foundation/index.ts'
import type { Answer, Answerer } from './answer.ts'
import { CollectorError } from './collector-error.ts'

const ALLOWED = 'a status (a whole number from 200 to 599), "network-error", "timeout"'

/** @throws {CollectorError} `INVALID_ANSWER` for what cannot decide on answers. */
export function checkAnswerer(given: unknown): asserts given is Answerer {
  if (isAnswer(given) || typeof given === 'function') return
  throw invalidAnswer(
    `${describe(given)} is not an answer`,
    `Give ${ALLOWED}, or a function that returns one of them.`,
  )
}

/** @throws {CollectorError} `INVALID_ANSWER` for what a function decided, where a collector cannot answer it. */
export function checkDecision(decided: unknown): asserts decided is Answer {
  if (isAnswer(decided)) return
  throw invalidAnswer(
    `the function given to respondWith() returned ${describe(decided)}`,
    `Return ${ALLOWED}, or a promise of one of them.`,
  )
}

function isAnswer(value: unknown): value is Answer {
  if (value === 'network-error' || value === 'timeout') return true
  return Number.isInteger(value) && (value as number) >= 200 && (value as number) <= 599
}

function describe(value: unknown): string {
  if (typeof value === 'string') return printText(value)
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  return typeof value === 'function' ? 'a function' : String(value)
}

function invalidAnswer(cause: string, remedy: string): CollectorError {
  return new CollectorError('INVALID_ANSWER', `Failed to answer requests: ${cause}. ${remedy}`)
}
