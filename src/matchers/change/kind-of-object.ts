/** Returns the kind that an object says it is of: `Object`, `Array`, `Map`, `Promise`. */
export function kindOf(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1)
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Tells whether the text of an object says all that it holds. */
export function isShownByText(value: object): boolean {
  return ['URL', 'URLSearchParams'].includes(kindOf(value))
}

/** Returns the bytes of a buffer, or the part of one that a view shows. */
export function bytesOf(value: object): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  }
  const isBuffer = ['ArrayBuffer', 'SharedArrayBuffer'].includes(kindOf(value))
  return isBuffer ? new Uint8Array(value as ArrayBuffer) : undefined
}

/** Tells whether an object holds more than its properties show, by the classes that it is of. */
export function hidesState(value: object): boolean {
  if (isShownByText(value)) return false
  const prototype: object | null = Object.getPrototypeOf(value)
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return false
  // An object without any property must keep what it is for elsewhere.
  if (kindOf(value) === 'Object' && Reflect.ownKeys(value).length === 0) return true
  let hides = HIDING.get(prototype)
  if (hides === undefined) {
    hides = hasPrivateFields(prototype)
    HIDING.set(prototype, hides)
  }
  return hides
}

/** The prototypes that were looked at. */
const HIDING = new WeakMap<object, boolean>()

/** Private fields show in the source of their class alone, also where a compiler has replaced them. */
const PRIVATE = /\.#[\w$]|__private\w+\(|_classPrivate\w+\(/

function hasPrivateFields(prototype: object): boolean {
  const parent: object | null = Object.getPrototypeOf(prototype)
  if (parent === null) return false
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value
  const source = typeof made === 'function' ? Function.prototype.toString.call(made) : ''
  return PRIVATE.test(source) || hasPrivateFields(parent)
}
