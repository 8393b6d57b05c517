/** The last digits of a float that sums may differ in, as a multiple of what a float can tell apart. */
const NOISE = 16 * Number.EPSILON

/** Tells whether the step leads from one sum to the other. Whole numbers are compared exactly. */
export function isStep(before: number, after: number, step: number): boolean {
  if (before === after) return step === 0
  const off = Math.abs(after - before - step)
  return off <= noiseOf(before, after, step)
}

/** Tells whether two sums are the same but for the noise of floats. */
export function sameSum(one: number, other: number): boolean {
  return isStep(0, one, other)
}

/** Returns the step between two sums, without the noise of subtracting them. */
export function difference(before: number, after: number): number {
  const noise = noiseOf(before, after)
  const step = after - before
  if (noise === 0) return step
  if (Math.abs(step) <= noise) return 0
  // The digits of the step that lie above the noise of its ends.
  const digits = Math.floor(Math.log10(Math.abs(step) / noise))
  return Number(step.toPrecision(Math.min(Math.max(digits, 1), 15)))
}

function noiseOf(...sums: readonly number[]): number {
  if (sums.every(Number.isSafeInteger)) return 0
  return Math.max(...sums.map(Math.abs)) * NOISE
}
