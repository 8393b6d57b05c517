import type { Identifiable, Project } from '../definitions/index.ts'

type Maybe<Value> = Value | null | undefined

/** Copies a project with its namespace, since both may change after the event. */
export function copyProject(project: Maybe<Project>): Maybe<Project> {
  const copy = copyIdentifier(project)
  if (copy?.namespace == null) return copy
  const namespace = copyIdentifier(copy.namespace)
  define(copy, 'namespace', { value: namespace, enumerable: true, writable: true })
  return copy
}

/**
 * Copies a user, project or namespace: its id, and what it holds itself. Getters read the original,
 * since they may need its private fields.
 */
export function copyIdentifier<Value extends Identifiable>(original: Maybe<Value>): Maybe<Value> {
  if (original == null) return original
  if (isPlain(original)) return { ...original }
  const prototype: object | null = Object.getPrototypeOf(original)
  const copy = Object.create(prototype, {
    ...gettersOf(prototype),
    ...changeable(Object.getOwnPropertyDescriptors(original)),
  })
  for (const [key, { get, enumerable = false }] of Object.entries(
    Object.getOwnPropertyDescriptors(copy),
  )) {
    if (get) define(copy, key, { get: () => Reflect.get(original, key), enumerable })
  }
  define(copy, 'id', { value: original.id, enumerable: true, writable: true })
  return copy
}

/** Tells whether an object is a literal without getters, as most are. */
function isPlain(value: object): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype || !Object.hasOwn(value, 'id')) return false
  return Reflect.ownKeys(value).every((key) => {
    const { enumerable, get, set } = Object.getOwnPropertyDescriptor(value, key) ?? {}
    return enumerable && !get && !set && key !== '__proto__'
  })
}

/** A frozen original has a copy that can still be completed. */
function changeable(descriptors: PropertyDescriptorMap): PropertyDescriptorMap {
  return Object.fromEntries(
    Object.entries(descriptors).map(([key, descriptor]) => [
      key,
      { ...descriptor, configurable: true },
    ]),
  )
}

function define(target: object, key: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(target, key, { ...descriptor, configurable: true })
}

function gettersOf(prototype: object | null): PropertyDescriptorMap {
  if (prototype === null || prototype === Object.prototype) return {}
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype))
  const getters = own.filter(([key, { get }]) => get && key !== '__proto__')
  return {
    ...gettersOf(Object.getPrototypeOf(prototype)),
    // Configurable, so that the copy may read the original instead.
    ...Object.fromEntries(
      getters.map(([key, getter]) => [key, { ...getter, configurable: true, enumerable: false }]),
    ),
  }
}
