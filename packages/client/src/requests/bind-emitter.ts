import { runInScope, type Scope } from './internal-event-context.ts'

interface Emitter {
  emit(...args: unknown[]): unknown
}

const scopeOf = new WeakMap<object, Scope>()

/**
 * Makes all handlers of a request or a response run in the scope of the request: they are called by
 * its socket, which knows nothing of it. An adapter that is mounted twice binds to its last scope.
 */
export function bindEmitter(emitter: unknown, scope: Scope): void {
  if (!isEmitter(emitter)) return
  const isBound = scopeOf.has(emitter)
  scopeOf.set(emitter, scope)
  if (isBound) return
  const { emit } = emitter
  const value = (...args: unknown[]) =>
    runInScope(scopeOf.get(emitter) ?? scope, () => emit.apply(emitter, args))
  // One that cannot be changed is left as it is, where an assignment would throw.
  Reflect.defineProperty(emitter, 'emit', { value, writable: true, configurable: true })
}

function isEmitter(value: unknown): value is Emitter {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { readonly emit?: unknown }).emit === 'function'
  )
}
