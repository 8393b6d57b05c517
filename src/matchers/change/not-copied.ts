import { type MatcherError, matcherError } from '../../assertions/index.ts'

/** Makes the error for a value that nobody can compare, and says what to read instead. */
export function notCopied(opaque: unknown, assertion: string, unknown: string): MatcherError {
  const value = opaque as Partial<Record<PropertyKey, unknown>>
  const name = (value['constructor'] as { name?: string } | undefined)?.name || 'object'
  const read =
    'outerHTML' in value
      ? 'element.outerHTML'
      : Symbol.iterator in value && !('next' in value)
        ? '[...list]'
        : 'order.total'
  return matcherError(
    'INVALID_EXPECTATION',
    assertion,
    `the value is or holds an object (${name}) that cannot be copied, so nobody can tell ${unknown}`,
    `Read what you expect to change of it: toChange(() => ${read}).`,
  )
}
