import type { TrackingCall } from './tracking-call.ts'

/** A call with its event as the first argument, or with `name:` after actions of a controller. */
const CALL =
  /(?<![\w.:])(?:(?:::)?(?:Gitlab::)?InternalEvents\.track_event|(?:self\.)?track_internal_event)(?:\(\s*|[ \t]+)(?:(['"])([a-z0-9_]+)\1(?=\s*[,)\n]|$)|(?::\w+,\s*)+name:\s*(['"])([a-z0-9_]+)\3)/gm
/** The hash of an element: `event_tracking: 'name'`, `'data-event-tracking' => 'name'`. */
const ELEMENT =
  /(?<![\w-])(?:(?:data_)?event_tracking:|:event_tracking\s*=>|(['"])(?:data-)?event-tracking\1(?::|\s*=>)|data-event-tracking=)\s*(['"])([a-z0-9_]+)\2/g

/** Finds tracking calls of Ruby, and elements in HAML and helpers, whose event is a plain text. */
export function scanRuby(source: string): TrackingCall[] {
  if (!/track_internal_event|InternalEvents\.track_event|event[_-]tracking/.test(source)) return []
  const text = withoutComments(source)
  const calls = [...text.matchAll(CALL)].map((match): TrackingCall => {
    const name = match[2] ?? match[4] ?? ''
    const start = match.index + match[0].lastIndexOf(name)
    return { name, start, properties: additionalProperties(text, match.index + match[0].length) }
  })
  const elements = [...text.matchAll(ELEMENT)].map((match): TrackingCall => {
    const name = match[3] ?? ''
    const start = match.index + match[0].lastIndexOf(name)
    return { name, start, properties: elementProperties(text, match.index) }
  })
  return [...calls, ...elements]
}

/** Replaces comments by blanks, so that places stay. */
function withoutComments(source: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ')
  return source
    .replace(/^=begin\b.*?^=end\b/gms, blank)
    .replace(/^([ \t]*)-#.*(?:\n(?:\1[ \t]+\S.*|[ \t]*$))*/gm, blank)
    .replace(/^[ \t]*#(?!\{).*$/gm, (line) =>
      /^[ \t]*#[\w-]+[.({]/.test(line) ? line : blank(line),
    )
    .replace(
      /^((?:[^'"#\n]|'[^'\n]*'|"[^"\n]*")*)(#[ \t].*)$/gm,
      (_, code, comment) => code + blank(comment),
    )
}

/** Returns the keys under `additional_properties:` of a call that goes on at a place. */
function additionalProperties(text: string, from: number): TrackingCall['properties'] {
  const call = text.slice(from, endOfCall(text, from))
  const match = /additional_properties:\s*\{/.exec(call)
  return match ? keysOf(text, from + match.index + match[0].length - 1) : []
}

/** Returns the end of a call: the parenthesis that closes it, or the end of its last line. */
function endOfCall(text: string, from: number): number {
  for (const { at, character, depth } of walk(text, from)) {
    if (depth < 0) return at
    const isLineEnd = character === '\n' && depth === 0
    if (isLineEnd && !/[,(]\s*$/.test(text.slice(Math.max(from - 1, at - 80), at))) return at
  }
  return Math.min(text.length, from + LONGEST)
}

/** Returns the keys of a hash whose brace opens at a place. */
function keysOf(text: string, open: number): { name: string; start: number }[] {
  const keys: { name: string; start: number }[] = []
  for (const { at, character, depth } of walk(text, open)) {
    if (depth === 0) return keys
    if (depth !== 1 || !'{,'.includes(character)) continue
    const [all, name] = /^\s*(\w+):(?!:)/.exec(text.slice(at + 1, at + 200)) ?? []
    if (all === undefined || name === undefined) continue
    keys.push({ name, start: at + 1 + all.lastIndexOf(name) })
  }
  // The hash does not end: nobody knows what it is.
  return []
}

/** No call is longer; looking further for an end that is missing would take long. */
const LONGEST = 2000

/** Goes through the characters outside strings, with how deep they stand in brackets, these included. */
function* walk(
  text: string,
  from: number,
): Generator<{ at: number; character: string; depth: number }> {
  let depth = 0
  for (let at = from; at < Math.min(text.length, from + LONGEST); at++) {
    const character = text.charAt(at)
    if (character === "'" || character === '"') at = endOfString(text, at)
    if ('([{'.includes(character)) depth++
    if (')]}'.includes(character)) depth--
    yield { at, character, depth }
  }
}

function endOfString(text: string, start: number): number {
  const quote = text[start]
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote) return at
  }
  return start
}

/** Returns the properties of an element: those beside its event in the same braces. */
function elementProperties(text: string, at: number): TrackingCall['properties'] {
  const open = text.lastIndexOf('{', at)
  if (open < 0) return []
  const keys = keysOf(text, open)
  if (!keys.some(({ name, start }) => /event_tracking$/.test(name) && start === at)) return []
  return keys.flatMap(({ name, start }) => {
    const [, property] = /^(?:data_)?event_(label|property|value)$/.exec(name) ?? []
    return property === undefined ? [] : [{ name: property, start }]
  })
}
