type Call = (...args: never[]) => unknown

/** The number of calls of each real function: a mock that has called it has swallowed nothing. */
const calls = new WeakMap<object, number>()

/** Returns a function that tracks such that a call of it is noticed. */
export function noticed<Real extends Call>(name: string, real: Real): Real {
  // Named as the real one is.
  const { [name]: noticed } = {
    [name](this: unknown, ...args: never[]) {
      calls.set(noticed as object, callsOf(noticed as object) + 1)
      return real.apply(this, args)
    },
  }
  return noticed as Real
}

/**
 * Returns the object as code is to see it: where a test puts a function of its own in the place of
 * `method`, by whatever mock, `onSwallowed` hears of each call that does not reach the real function,
 * by its first argument. The property stays a plain one, which mocks of every runner can replace.
 */
export function hearSwallowed<Method extends string, Functions extends Record<Method, Call>>(
  functions: Functions,
  method: Method,
  real: Functions[Method],
  onSwallowed: (argument: Parameters<Functions[Method]>[0]) => void,
): Functions {
  const known = new WeakMap<object, object>([[real, real]])
  const hear = (replacement: Call): object => {
    const heard = new Proxy(replacement, {
      apply(target, self, args) {
        const before = callsOf(real)
        try {
          return Reflect.apply(target, self, args)
        } finally {
          if (callsOf(real) === before) onSwallowed(args[0])
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

function callsOf(real: object): number {
  return calls.get(real) ?? 0
}
