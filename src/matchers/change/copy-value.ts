import { bytesOf, hidesState, isObject, isShownByText, kindOf } from './kind-of-object.ts'

/** A copy of a value with all that it holds. */
export interface Copy {
  readonly original: unknown
  readonly value: unknown
  /** The properties that somebody gave a function, such as `mock`. Functions stay themselves. */
  readonly ofFunctions: ReadonlyMap<unknown, object>
  /**
   * The originals of objects in the copy that lack something: private fields. What cannot be copied
   * at all, such as a promise, stays itself.
   */
  readonly opaque: ReadonlyMap<unknown, object>
}

/** Copies a value at any depth, since the block may change it in place. */
export function copyValue(original: unknown): Copy {
  const copies = new Map<object, object>()
  const ofFunctions = new Map<unknown, object>()
  const opaque = new Map<unknown, object>()

  function copy(value: unknown): unknown {
    if (typeof value === 'function') copyFunction(value)
    return isObject(value) ? (copies.get(value) ?? copyObject(value)) : value
  }

  function copyFunction(value: object): void {
    const keys = Reflect.ownKeys(value).filter((key) => !OF_EVERY_FUNCTION.includes(key))
    if (ofFunctions.has(value)) return
    const held = {}
    ofFunctions.set(value, held)
    copyProperties(value, keys, held)
  }

  function copyObject(value: object): object {
    const target = shallowCopy(value)
    copies.set(value, target ?? value)
    if (target === undefined) {
      opaque.set(value, value)
      return value
    }
    if (hidesState(value)) {
      opaque.set(target, value)
      // One of the class could not do without what the copy lacks.
      define(target, 'toJSON', undefined, false)
    }
    copyMembers(target)
    if (bytesOf(value) || isShownByText(value)) return target
    // The place where an error was made is not part of what it says.
    const unread = kindOf(value) === 'Error' ? 'stack' : undefined
    const keys = Reflect.ownKeys(value).filter((key) => key !== unread)
    copyProperties(value, keys, target)
    return target
  }

  function copyMembers(target: object): void {
    if (target instanceof Map) {
      const entries = [...target]
      target.clear()
      for (const [key, own] of entries) target.set(copy(key), copy(own))
    } else if (target instanceof Set) {
      const members = [...target]
      target.clear()
      for (const own of members) target.add(copy(own))
    }
  }

  function copyProperties(value: object, keys: readonly PropertyKey[], target: object): void {
    for (const key of keys) {
      const own = copy(readProperty(value, key))
      // A property that is there already keeps its attributes; elements are many, so they have to be fast.
      if (Array.isArray(target) || Object.hasOwn(target, key)) Reflect.set(target, key, own)
      else define(target, key, own, Object.prototype.propertyIsEnumerable.call(value, key))
    }
  }

  return { original, value: copy(original), ofFunctions, opaque }
}

const OF_EVERY_FUNCTION: readonly PropertyKey[] = [
  'length',
  'name',
  'prototype',
  'arguments',
  'caller',
]

/** Copies an object without its properties. Returns `undefined` where it cannot. */
function shallowCopy(value: object): object | undefined {
  try {
    if (isShownByText(value)) return new (value.constructor as typeof URL)(String(value))
    return bytesOf(value) ? copyBytes(value) : copyOf(value, kindOf(value))
  } catch {
    // Such as a proxy of a map, which only says that it is one.
    return undefined
  }
}

function copyOf(value: object, kind: string): object | undefined {
  switch (kind) {
    case 'Object':
      return Object.create(Object.getPrototypeOf(value))
    case 'Array':
      return []
    case 'Map':
      return new Map(value as Map<unknown, unknown>)
    case 'Set':
      return new Set(value as Set<unknown>)
    case 'Date':
      return new Date(Number(value))
    case 'RegExp':
      return new RegExp(value as RegExp)
    case 'Error':
      return errorLike(value)
    case 'String':
    case 'Number':
    case 'Boolean':
    case 'Symbol':
    case 'BigInt':
      return Object(value.valueOf())
    default:
      return undefined
  }
}

function copyBytes(value: object): object {
  const { slice } = Object.getPrototypeOf(Uint8Array.prototype)
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return slice.call(value)
  const { buffer } = slice.call(bytesOf(value)) as Uint8Array
  return ArrayBuffer.isView(value) ? new DataView(buffer) : buffer
}

function errorLike(value: object): object {
  const error: Error = Object.setPrototypeOf(new Error(), Object.getPrototypeOf(value))
  delete error.stack
  return error
}

/** Returns what reading a property gives: its value, or what its getter throws. */
function readProperty(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key)
  } catch (error) {
    return error
  }
}

function define(target: object, key: PropertyKey, value: unknown, enumerable: boolean): void {
  Object.defineProperty(target, key, { value, enumerable })
}
