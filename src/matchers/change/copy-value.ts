/** A copy of a value, and the kinds of objects in it that cannot be copied. */
export interface Copy {
  readonly value: unknown
  /** Such as `URL`: they are the same objects after the block, whatever happened to them. */
  readonly opaque: readonly string[]
}

/** Copies arrays, maps, sets, dates, buffers and objects at any depth, since the block may change them. */
export function copyValue(original: unknown): Copy {
  const copies = new Map<object, unknown>()
  const opaque: string[] = []

  function copy(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (copies.has(value)) return copies.get(value)
    if (Array.isArray(value))
      return fill<unknown[]>(value, [], (target) => target.push(...value.map(copy)))
    switch (Object.prototype.toString.call(value)) {
      case '[object Map]':
        return fill(value, new Map(), (target) => {
          for (const [key, own] of value as Map<unknown, unknown>) target.set(copy(key), copy(own))
        })
      case '[object Set]':
        return fill(value, new Set(), (target) => {
          for (const own of value as Set<unknown>) target.add(copy(own))
        })
      case '[object Object]':
        return copyObject(value)
      default:
        return copyOther(value)
    }
  }

  function fill<Target extends object>(
    value: object,
    target: Target,
    complete: (target: Target) => void,
  ): Target {
    copies.set(value, target)
    complete(target)
    return target
  }

  function copyObject(value: object): object {
    const prototype = Object.getPrototypeOf(value)
    const entries = Object.entries(value)
    const plain = prototype === null || Object.getPrototypeOf(prototype) === null
    if (entries.length === 0 && !plain) return keep(value)
    return fill(value, Object.create(prototype), (target) => {
      for (const [key, own] of entries) define(target, key, copy(own))
    })
  }

  function copyOther(value: object): object {
    if (LEAVES.test(Object.prototype.toString.call(value))) return value
    const copiable =
      value instanceof Date || value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    return copiable ? structuredClone(value) : keep(value)
  }

  function keep(value: object): object {
    opaque.push(value.constructor?.name || 'object')
    return value
  }

  return { value: copy(original), opaque }
}

/** What is compared by what it says, and does not change. */
const LEAVES = /^\[object (?:String|Number|Boolean|Symbol|BigInt|RegExp|Error)\]$/

function define(target: object, key: string, value: unknown): void {
  const descriptor = { value, enumerable: true, configurable: true, writable: true }
  Object.defineProperty(target, key, descriptor)
}
