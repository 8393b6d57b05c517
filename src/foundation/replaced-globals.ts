import { shared } from './shared.ts'

type Layer<Value> = (below: Value) => Value

interface Replaced {
  readonly original: unknown
  readonly layers: Set<Layer<unknown>>
  current: unknown
}

/** All copies of the package put their layers on the same stacks. */
const replaced = () => shared('replaced-globals', () => new Map<PropertyKey, Replaced>())
const globals = globalThis as Record<PropertyKey, unknown>

/**
 * Puts a layer over a global, and over the layers that others put there. Returns the undo, which
 * may run in any order and twice; the last one brings the original back. A value that somebody else
 * put over the layers stays.
 */
export function replaceGlobal<Value>(name: PropertyKey, layer: Layer<Value>): () => void {
  const original = globals[name]
  const known = replaced().get(name)
  const stack: Replaced =
    known && known.current === original ? known : { original, layers: new Set(), current: original }
  replaced().set(name, stack)
  const own: Layer<unknown> = (below) => layer(below as Value)
  stack.layers.add(own)
  renew(name, stack)
  return () => {
    if (stack.layers.delete(own)) renew(name, stack)
  }
}

function renew(name: PropertyKey, stack: Replaced): void {
  const { original, layers, current } = stack
  stack.current = [...layers].reduce((below, layer) => layer(below), original)
  if (globals[name] === current) globals[name] = stack.current
}
