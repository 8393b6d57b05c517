import type { MatcherContext } from '../../assertions/index.ts'
import type { Copy } from './copy-value.ts'
import { isObject, kindOf } from './kind-of-object.ts'
import { askTesters, sameContent, sameValue } from './same-value.ts'

interface Comparison {
  readonly same: boolean
  /** An object of which nobody can tell, since it was not copied; all else is the same. */
  readonly unsure?: unknown
}

/**
 * Compares two copies to the last property. Of objects that cannot be copied it compares what the
 * runner sees of them: what differs there has changed for sure.
 */
export function compareCopies(before: Copy, after: Copy, context: MatcherContext): Comparison {
  let unsure: unknown

  function same(one: unknown, other: unknown, pairs: Pairs): boolean {
    const verdict = verdictOfTesters(one, other)
    if (verdict !== undefined) return verdict
    if (typeof one === 'function' && one === other) {
      return same(before.ofFunctions.get(one), after.ofFunctions.get(one), pairs)
    }
    if (!isObject(one) || !isObject(other)) return Object.is(one, other)
    unsure ??= before.opaque.get(one)
    if (one === other || pairs.has(one, other)) return true
    pairs.add(one, other)
    return sameObject(one, other, pairs)
  }

  /** Asks the testers that the test has added; one object before and after tells them nothing. */
  function verdictOfTesters(one: unknown, other: unknown): boolean | undefined {
    const originals = [before.opaque.get(one) ?? one, after.opaque.get(other) ?? other] as const
    return originals[0] === originals[1] ? undefined : askTesters(...originals, context)
  }

  const isUncopied = (value: object) =>
    before.opaque.get(value) === value || after.opaque.get(value) === value

  function sameObject(one: object, other: object, pairs: Pairs): boolean {
    if (isUncopied(one) || isUncopied(other)) {
      return isUncopied(one) && isUncopied(other) && sameValue(one, other, context)
    }
    const kind = kindOf(one)
    const isOfOneKind =
      kind === kindOf(other) && Object.getPrototypeOf(one) === Object.getPrototypeOf(other)
    if (!isOfOneKind) return false
    const content = sameContent(one, other)
    if (content !== undefined) return content
    return (
      Object.is(primitiveOf(one, kind), primitiveOf(other, kind)) &&
      sameMembers(one, other, pairs) &&
      sameKeys(one, other, pairs)
    )
  }

  function sameKeys(one: object, other: object, pairs: Pairs): boolean {
    const keys = Reflect.ownKeys(one)
    const isSame = (key: PropertyKey) =>
      Object.hasOwn(other, key) && same(Reflect.get(one, key), Reflect.get(other, key), pairs)
    return keys.length === Reflect.ownKeys(other).length && keys.every(isSame)
  }

  function sameMembers(one: object, other: object, pairs: Pairs): boolean {
    type Collection = Map<unknown, unknown> | Set<unknown>
    const isCollection = one instanceof Map || one instanceof Set
    const entries = (value: object) => new Map((value as Collection).entries())
    return !isCollection || sameEntries(entries(one), entries(other), pairs)
  }

  function sameEntries(
    one: ReadonlyMap<unknown, unknown>,
    other: ReadonlyMap<unknown, unknown>,
    pairs: Pairs,
  ): boolean {
    if (one.size !== other.size) return false
    for (const [key, value] of one) {
      if (isObject(key)) continue
      if (!other.has(key) || !same(value, other.get(key), pairs)) return false
    }
    const withObjects = (entries: typeof one) => [...entries].filter(([key]) => isObject(key))
    return sameInAnyOrder(withObjects(one), withObjects(other), pairs)
  }

  function sameInAnyOrder(
    all: readonly unknown[],
    others: readonly unknown[],
    pairs: Pairs,
  ): boolean {
    // The pairs that a try has compared hold for that try alone.
    const isSame = (one: unknown, other: unknown) => same(one, other, new Pairs(pairs))
    if (all.every((one, index) => isSame(one, others[index]))) return true
    const left = new Set(others)
    return all.every((one) => {
      for (const other of left) if (isSame(one, other)) return left.delete(other)
      return false
    })
  }

  return same(before.value, after.value, new Pairs()) ? { same: true, unsure } : { same: false }
}

/** Pairs of objects that are compared already: an object may hold itself. */
class Pairs {
  readonly #pairs = new Map<object, Set<object>>()
  readonly #around: Pairs | undefined

  constructor(around?: Pairs) {
    this.#around = around
  }

  has(one: object, other: object): boolean {
    return this.#pairs.get(one)?.has(other) || this.#around?.has(one, other) || false
  }

  add(one: object, other: object): void {
    const others = this.#pairs.get(one)
    if (others) others.add(other)
    else this.#pairs.set(one, new Set([other]))
  }
}

/** Returns what an object of these kinds stands for. */
function primitiveOf(value: object, kind: string): unknown {
  switch (kind) {
    case 'Date':
      return Number(value)
    case 'RegExp':
      return String(value)
    case 'String':
    case 'Number':
    case 'Boolean':
    case 'Symbol':
    case 'BigInt':
      return value.valueOf()
    default:
      return undefined
  }
}
