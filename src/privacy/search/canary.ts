import type { Canary } from '../../fakes/index.ts'
import { outsideRun, type TestRun } from '../../fakes/index.ts'
import { createForms, type Form } from './canary-forms.ts'

const forms = new WeakMap<Canary, readonly Form[]>()

/** Returns the canaries that a test must not send: its own, and those of the file. */
export function canariesOf(testRun: TestRun): readonly Canary[] {
  return [...new Set([testRun, outsideRun()])].flatMap(({ canaries }) => canaries)
}

/** Returns the first canary that one of the decodings of a value holds, in whatever form. */
export function findCanary(
  texts: readonly string[],
  canaries: readonly Canary[],
): Canary | undefined {
  if (canaries.length === 0) return undefined
  const known = texts.map((text) => ({ text, folded: text.toLowerCase() }))
  return canaries.find((canary) =>
    formsOf(canary).some((form) => known.some(({ text, folded }) => form.isIn(text, folded))),
  )
}

function formsOf(canary: Canary): readonly Form[] {
  const known = forms.get(canary) ?? createForms(canary.value)
  forms.set(canary, known)
  return known
}
