import { currentRun, outsideRun, takeSite } from '../fakes/index.ts'
import { printGiven } from '../foundation/index.ts'
import { PrivacyError } from './privacy-error.ts'
import { randomLetters, randomNumber } from './random-text.ts'

/** The makers of values, by their kinds. */
const KINDS: Readonly<Record<CanaryKind, () => string>> = {
  email: () => `${randomLetters(12)}@${randomLetters(8)}.example`,
  name: () => `${capital(randomLetters(8))} ${capital(randomLetters(8))}`,
  username: () => `${randomLetters(6)}_${randomLetters(6)}`,
  token: () => `glpat-${randomLetters(20)}`,
  // Of the range for tests of devices, which no real host has.
  ip: () => `198.${18 + randomNumber(2)}.${randomNumber(256)}.${randomNumber(256)}`,
  path: () => `${randomLetters(8)}/${randomLetters(8)}`,
  url: () => `https://${randomLetters(10)}.example/${randomLetters(8)}`,
  text: () => Array.from({ length: 6 }, () => randomLetters(7)).join(' '),
}

/** The kinds of values that `privacyCanary` makes. */
export type CanaryKind = 'email' | 'name' | 'username' | 'token' | 'ip' | 'path' | 'url' | 'text'

/**
 * Makes a value that nothing may send or count: use it as the address, the name or the token in a
 * test, and the test fails at its end where the value came out: in a payload, a context, a URL, a
 * counter or a request to the usage data API. It is found as it is, in either case, as a part of a URL,
 * in hexadecimal digits, and in base64. It needs no setting. One that is made outside of tests holds for
 * all tests of the file.
 *
 * Kinds: `email`, `name`, `username`, `token`, `ip`, `path` (of a project), `url`, `text`.
 *
 * @throws {PrivacyError} `UNKNOWN_CANARY` for another kind.
 *
 * @example
 * ```ts
 * import { privacyCanary, trackInternalEvent } from 'internal-events-testing'
 *
 * const user = { id: 1, email: privacyCanary('email') }
 * trackInternalEvent('pull_package', { user, additionalProperties: { label: 'npm' } })
 * ```
 */
export function privacyCanary(kind: CanaryKind): string {
  if (!Object.hasOwn(KINDS, kind)) {
    throw new PrivacyError(
      'UNKNOWN_CANARY',
      `Failed to make a canary: ${printGiven(kind)} is not a kind of value. Pass one of ${Object.keys(KINDS).join(', ')}.`,
    )
  }
  const value = KINDS[kind]()
  const testRun = currentRun()
  const owner = testRun.kind === 'test' ? testRun : outsideRun()
  owner.canaries.push({ kind, value, site: takeSite() })
  return value
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
