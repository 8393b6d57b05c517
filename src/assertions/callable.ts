/** Returns an object that can also be called; all else of it stays as it is. */
export function callable<Target extends object>(
  target: Target,
  call: (...args: unknown[]) => unknown,
): Target {
  return new Proxy(call, {
    get(_call, key) {
      if (!(key in target)) return Reflect.get(call, key)
      const value: unknown = Reflect.get(target, key)
      // The methods of a promise take no other `this`; what is callable itself is bound already.
      const isMethod = typeof value === 'function' && !(value instanceof Promise)
      return isMethod ? value.bind(target) : value
    },
    getPrototypeOf: () => Object.getPrototypeOf(target),
  }) as unknown as Target
}
