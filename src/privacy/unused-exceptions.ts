import type { PrivacyException, PrivacySettings } from '../definitions/index.ts'

/** Returns the exceptions that hid nothing in a whole run, by the numbers that its tests have told. */
export function unusedExceptions(
  { exceptions }: Pick<PrivacySettings, 'exceptions'>,
  usedNumbers: Iterable<number>,
): readonly PrivacyException[] {
  const known = new Set(usedNumbers)
  return exceptions.filter((_, index) => !known.has(index))
}
