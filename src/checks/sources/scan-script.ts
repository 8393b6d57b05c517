import { type Token, tokensOf } from './script-tokens.ts'
import type { TrackingCall } from './tracking-call.ts'

const NAME = /^[a-z0-9_]+$/i
/** No call is longer; looking further for an end that is missing would take long. */
const MOST_TOKENS = 2000

/**
 * Finds the calls of `trackEvent` and `trackInternalEvent` whose event is a plain text, and elements
 * of JSX with `data-event-tracking`. A `trackEvent` counts only where it can be no other library's.
 */
export function scanScript(source: string): TrackingCall[] {
  if (!/trackEvent|trackInternalEvent|data-event-tracking/.test(source)) return []
  const tokens = tokensOf(source)
  const knowsInternalEvents = /InternalEvents|internal[-_]events/i.test(source)
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'name') return []
    if (token.text === 'data') return jsxAttribute(tokens, index)
    const isTracking =
      token.text === 'trackInternalEvent' ||
      (token.text === 'trackEvent' && isOwn(tokens, index, knowsInternalEvents))
    return isTracking ? readCall(tokens, index) : []
  })
}

/** Tells whether `trackEvent` is that of internal events: as a member only of these names. */
function isOwn(tokens: readonly Token[], index: number, knowsInternalEvents: boolean): boolean {
  if (tokens[index - 1]?.text !== '.') return knowsInternalEvents
  const receiver = tokens[index - 2]?.text
  return receiver === 'InternalEvents' || (receiver === 'this' && knowsInternalEvents)
}

function readCall(tokens: readonly Token[], index: number): TrackingCall[] {
  const [open, event, after] = tokens.slice(index + 1, index + 4)
  const isCall = isSign(open, '(') && event?.kind === 'string' && /^[,)]$/.test(after?.text ?? '')
  if (!isCall || !NAME.test(event.text)) return []
  const options = isSign(after, ',') ? index + 4 : -1
  const isInternal = tokens[index]?.text === 'trackInternalEvent'
  const object = isInternal ? additionalProperties(tokens, options) : options
  const properties = keysOf(tokens, object).map(({ text: name, start }) => ({ name, start }))
  return [{ name: event.text, start: event.start + 1, properties }]
}

/** Returns the index of the object under `additionalProperties`, or -1. */
function additionalProperties(tokens: readonly Token[], object: number): number {
  const key = keysOf(tokens, object).find(({ text }) => text === 'additionalProperties')
  return key && isSign(tokens[key.index + 1], ':') ? key.index + 2 : -1
}

interface Key {
  readonly text: string
  readonly start: number
  readonly index: number
}

/** Returns the keys of an object literal that stands at an index; none if it is something else. */
function keysOf(tokens: readonly Token[], index: number): readonly Key[] {
  if (!isSign(tokens[index], '{')) return []
  const keys: Key[] = []
  let depth = 0
  for (let at = index; at < Math.min(tokens.length, index + MOST_TOKENS); at++) {
    const token = tokens[at] as Token
    depth += depthChange(token)
    if (depth === 0) return keys
    if (depth === 1 && isKey(tokens, at, index)) keys.push({ ...token, index: at })
  }
  // The object does not end: nobody knows what it is.
  return []
}

function depthChange({ kind, text }: Token): number {
  if (kind !== 'sign') return 0
  return '{[('.includes(text) ? 1 : '}])'.includes(text) ? -1 : 0
}

/** Tells whether a token is a key of the object that opens at an index: the first of a pair, or a pair by itself. */
function isKey(tokens: readonly Token[], at: number, open: number): boolean {
  const isFirst = at === open + 1 || isSign(tokens[at - 1], ',')
  return isFirst && tokens[at]?.kind !== 'sign' && /^[:,}]$/.test(tokens[at + 1]?.text ?? '')
}

/** Reads `data-event-tracking="name"`, whose name is five tokens. */
function jsxAttribute(tokens: readonly Token[], index: number): TrackingCall[] {
  const attribute = tokens.slice(index, index + 5)
  const value = tokens[index + 6]
  const isTracking =
    attribute.map(({ text }) => text).join('') === 'data-event-tracking' &&
    isSign(tokens[index + 5], '=') &&
    value?.kind === 'string' &&
    NAME.test(value.text)
  return isTracking ? [{ name: value.text, start: value.start + 1, properties: [] }] : []
}

function isSign(token: Token | undefined, text: string): boolean {
  return token?.kind === 'sign' && token.text === text
}
