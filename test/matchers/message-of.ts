import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'
import { InternalEventsError } from '../../src/entries/index.ts'

const documented = readFileSync('docs/errors.md', 'utf8')

/**
 * Returns the whole message that an assertion fails with, without colours. An error of ours has to
 * have a code that docs/errors.md lists.
 */
export async function messageOf(assert: () => PromiseLike<unknown>): Promise<string> {
  try {
    await assert()
  } catch (error) {
    if (error instanceof InternalEventsError && !isDocumented(error)) throw error
    return stripVTControlCharacters((error as Error).message)
  }
  throw new Error('the assertion holds')
}

function isDocumented({ code }: InternalEventsError): boolean {
  return documented.includes(`\n| \`${code}\` | `)
}
