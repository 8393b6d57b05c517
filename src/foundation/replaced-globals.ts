import { shared } from './shared.ts'

type Layer<Value> = (below: Value) => Value

type Owner = Record<PropertyKey, unknown>

interface Replaced {
  readonly owner: Owner
  readonly name: PropertyKey
  readonly original: unknown
  /** False when the original is that of the prototype, or there is none. */
  readonly isOwn: boolean
  readonly layers: Set<Layer<unknown>>
  current: unknown
}

/** All copies of the package put their layers on the same stacks. */
const replaced = () =>
  shared('replaced-globals', () => new WeakMap<object, Map<PropertyKey, Replaced>>())

/**
 * Puts a layer over a global, or over a property of one, and over the layers that others put there.
 * Returns the undo, which may run in any order and twice; the last one brings the original back. A
 * value that somebody else put over the layers stays.
 */
export function replaceGlobal<Value>(
  name: PropertyKey,
  layer: Layer<Value>,
  object: object = globalThis,
): () => void {
  const owner = object as Owner
  const stacks = replaced().get(owner) ?? new Map<PropertyKey, Replaced>()
  replaced().set(owner, stacks)
  const original = owner[name]
  const known = stacks.get(name)
  const stack: Replaced =
    known && known.current === original
      ? known
      : {
          owner,
          name,
          original,
          isOwn: Object.hasOwn(owner, name),
          layers: new Set(),
          current: original,
        }
  stacks.set(name, stack)
  const own: Layer<unknown> = (below) => layer(below as Value)
  stack.layers.add(own)
  renew(stack)
  return () => {
    if (stack.layers.delete(own)) renew(stack)
  }
}

function renew(stack: Replaced): void {
  const { owner, name, original, isOwn, layers, current } = stack
  stack.current = [...layers].reduce((below, layer) => layer(below), original)
  if (owner[name] !== current) return
  if (layers.size === 0 && !isOwn) delete owner[name]
  else owner[name] = stack.current
}
