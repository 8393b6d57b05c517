/** Returns an object that can also be called; all else of it stays as it is. */
export function callable<Target extends object>(
  target: Target,
  call: (...args: unknown[]) => unknown,
): Target {
  return new Proxy(call, {
    get(_call, key) {
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
    getPrototypeOf: () => Object.getPrototypeOf(target),
  }) as unknown as Target
}
