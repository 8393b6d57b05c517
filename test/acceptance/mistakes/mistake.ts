import { stripVTControlCharacters } from 'node:util'
import { test } from 'vitest'
import { beginTest, runToEnd } from '../../../src/fakes/index.ts'

/** The messages of the mistakes, by title. */
export const messages = new Map<string, string>()

/** Makes a mistake in a test of its own, to its end, and keeps what that test fails with. */
export function mistake(title: string, make: () => unknown): void {
  test(title, async () => {
    const failure = await runToEnd(beginTest(title), make).then(
      () => {
        throw new Error('the mistake passes')
      },
      (error: Error) => error,
    )
    const message = stripVTControlCharacters(failure.message)
    messages.set(
      title,
      message.replace(/\d+ ms after/g, '2 ms after').replace(/after \d+ ms/g, 'after 2 ms'),
    )
  })
}
