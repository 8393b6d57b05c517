import { stripVTControlCharacters } from 'node:util'

/** The whole message that an assertion fails with, without colours. */
export async function messageOf(assert: () => PromiseLike<unknown>): Promise<string> {
  try {
    await assert()
  } catch (error) {
    return stripVTControlCharacters((error as Error).message)
  }
  throw new Error('the assertion holds')
}
