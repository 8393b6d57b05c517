type Call = (...args: never[]) => unknown

/**
 * Returns the object as code is to see it: where a test puts a function of its own in the place of
 * `method`, by whatever mock, `onSwallowed` hears of each call that does not reach the real function,
 * by its first argument. The property stays a plain one, which mocks of every runner can replace.
 */
export function hearSwallowed<Method extends string, Functions extends Record<Method, Call>>(
  functions: Functions,
  method: Method,
  onSwallowed: (argument: Parameters<Functions[Method]>[0]) => void,
): Functions {
  let reached = 0
  const real = functions[method]
  // Named as the real one is.
  const { [method]: counted } = {
    [method](this: unknown, ...args: never[]) {
      reached += 1
      return real.apply(this, args)
    },
  } as Functions
  functions[method] = counted
  const known = new WeakMap<object, object>([[counted, counted]])

  const hear = (replacement: Call): object => {
    const heard = new Proxy(replacement, {
      apply(target, self, args) {
        const before = reached
        try {
          return Reflect.apply(target, self, args)
        } finally {
          if (reached === before) onSwallowed(args[0])
        }
      },
    })
    known.set(replacement, heard).set(heard, heard)
    return heard
  }
  return new Proxy(functions, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver)
      if (key !== method || typeof value !== 'function') return value
      return known.get(value) ?? hear(value as Call)
    },
  })
}
