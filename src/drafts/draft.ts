/** A definition that is not written yet. */
export interface Draft {
  readonly kind: 'event' | 'metric'
  /** The event's name, or the metric's key path. */
  readonly name: string
  /** The path of its file, relative to the root. */
  readonly path: string
  readonly content: string
}

export type Tier = 'free' | 'premium' | 'ultimate'

/** The sets of tiers that a definition may have. */
export const TIER_SETS: readonly (readonly Tier[])[] = [
  ['free', 'premium', 'ultimate'],
  ['premium', 'ultimate'],
  ['ultimate'],
]
