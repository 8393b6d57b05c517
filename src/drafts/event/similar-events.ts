import { distance } from 'fastest-levenshtein'
import type { KnownEvent } from '../repository/known-event.ts'

/** An event that may be the one that somebody is about to define again. */
export interface SimilarEvent {
  readonly action: string
  readonly description: string
  readonly file: string
}

const MOST = 5
/** The part of their words that two names have in common. */
const SAME_NAME = 0.6
const SAME_DESCRIPTION = 0.75
/** Words that tell nothing of an event. */
const FILLERS: ReadonlySet<string> = new Set(
  'a an and are as at be by for from has have in into is it its of on or that the their this to was were when which with'.split(
    ' ',
  ),
)

/** Returns the events whose name or description says nearly the same, the most alike first. */
export function similarEvents(
  event: { readonly action: string; readonly description: string },
  known: readonly KnownEvent[],
): SimilarEvent[] {
  const name = wordsOf(event.action)
  const description = wordsOf(event.description)
  return known
    .filter(({ action }) => action !== event.action)
    .map((other) => ({ other, alike: likeness(event.action, name, description, other) }))
    .filter(({ alike }) => alike > 0)
    .sort((one, another) => another.alike - one.alike)
    .slice(0, MOST)
    .map(({ other: { action, description, file } }) => ({ action, description, file }))
}

/** Returns 0 for events that are not alike, up to 2 for those that are so in both. */
function likeness(
  action: string,
  name: ReadonlySet<string>,
  description: ReadonlySet<string>,
  other: KnownEvent,
): number {
  const byWords = overlap(name, wordsOf(other.action))
  const isMisspelt = distance(action, other.action) <= Math.min(2, action.length / 8)
  const byDescription = description.size < 3 ? 0 : overlap(description, wordsOf(other.description))
  return (
    (isMisspelt ? 1 : byWords >= SAME_NAME ? byWords : 0) +
    (byDescription >= SAME_DESCRIPTION ? byDescription : 0)
  )
}

/** Returns the words of a name or sentence, in their basic form: `clicked` and `clicks` are `click`. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(
    words
      .filter((word) => !FILLERS.has(word))
      .map((word) => word.replace(/(?<=...)(?:ing|ed|es|s|e)$/, '')),
  )
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const common = [...one].filter((word) => other.has(word)).length
  const all = one.size + other.size - common
  return all === 0 ? 0 : common / all
}
