/** The memory of an entry without its texts: objects, and the names of fields. */
const BASE = 500
/** The memory of one value among others, without its text. */
const VALUE = 16
/** Fields whose text is kept twice, as it was sent and decoded; decoded it takes twice its length. */
const DECODED: ReadonlySet<string> = new Set(['cx', 'co', 'ue_px', 'ue_pr'])

/** Estimates the memory, in bytes, that an event or a bad item of these fields takes. */
export function sizeOfPayload(payload: unknown): number {
  let size = BASE
  // Foreign data: of any depth, so without recursion.
  const rest: unknown[] = [payload]
  while (rest.length > 0) {
    const value = rest.pop()
    size += VALUE
    if (typeof value === 'string') size += value.length
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string' && DECODED.has(key)) size += 2 * inner.length
      rest.push(inner)
    }
  }
  return size
}
