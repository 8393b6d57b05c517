import type { Tier } from '../draft.ts'
import type { YamlValue } from '../yaml/index.ts'
import type { Conventions } from './conventions.ts'

/** The answers that the definitions of events and of metrics share. */
export interface SharedAnswers {
  /** Empty for one that is not known yet. */
  readonly url: string
  readonly group: string
  /** Empty where no product category fits. */
  readonly categories: readonly string[]
  readonly tiers: readonly Tier[]
}

/** The values of these attributes, `undefined` for those that the definition does not have. */
export type SharedAttributes = Readonly<
  Record<
    'product_group' | 'product_categories' | 'milestone' | 'introduced_by_url' | 'tiers',
    YamlValue | undefined
  >
>

/** Makes the attributes that say whose a definition is. The keys of those that are not known are empty. */
export function sharedAttributes(
  { url, group, categories, tiers }: SharedAnswers,
  { style, milestone }: Conventions,
): SharedAttributes {
  return {
    product_group: group || null,
    product_categories: categories.length > 0 ? [...categories].sort() : undefined,
    milestone: milestone ?? null,
    introduced_by_url: url || (style === 'gitlab' ? 'TODO' : null),
    tiers,
  }
}
