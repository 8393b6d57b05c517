import { InternalEventsError } from '../foundation/index.ts'

type Matcher = (this: never, ...args: never[]) => unknown

type Matchers = Readonly<Record<string, Matcher>>

/**
 * Registers matchers that are loaded when a test calls the first of them: most test files call none.
 * From then on the runner calls the loaded ones.
 */
export function registerLate(
  expect: { extend(matchers: never): void },
  names: readonly string[],
  load: () => Matchers,
): void {
  const late = names.map((name) => [name, lateMatcher(name)])
  expect.extend(Object.fromEntries(late) as never)

  function lateMatcher(name: string): Matcher {
    // The key names the function; stack traces and messages show that name.
    const { [name]: matcher } = {
      [name](...args) {
        const matchers = load()
        expect.extend(matchers as never)
        try {
          return (matchers[name] as Matcher).apply(this, args)
        } catch (error) {
          // It points at the line of the assertion.
          if (error instanceof InternalEventsError) Error.captureStackTrace?.(error, matcher)
          throw error
        }
      },
    } as Record<string, Matcher>
    return matcher as Matcher
  }
}
