import { readText, readTexts } from '../drafts/index.ts'
import type { Entry } from './page/index.ts'

/** The content of a definition file. */
export type Values = Readonly<Record<string, unknown>>

/** The facts that stand under the same keys in events and metrics. */
type SharedFacts = Pick<
  Entry,
  | 'description'
  | 'categories'
  | 'tiers'
  | 'owner'
  | 'milestone'
  | 'introducedBy'
  | 'removedIn'
  | 'removedBy'
>

/** Reads what events and metrics have alike. Old definitions list their tiers under `tier`. */
export function readSharedFacts(value: Values): SharedFacts {
  return {
    description: readText(value['description'])?.trim() ?? '',
    categories: readTexts(value['product_categories']) ?? [],
    tiers: readTexts(value['tiers']) ?? readTexts(value['tier']) ?? [],
    ...known({
      owner: readText(value['product_group']),
      milestone: readVersion(value['milestone']),
      introducedBy: readText(value['introduced_by_url']),
      removedIn: readVersion(value['milestone_removed']),
      removedBy: readText(value['removed_by_url']),
    }),
  }
}

/** Reads a milestone, which YAML takes for a number where it has no quotes. */
function readVersion(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : readText(value)
}

/** Leaves out what is `undefined`. */
export function known<Facts extends Readonly<Record<string, unknown>>>(
  facts: Facts,
): { [Key in keyof Facts]?: Exclude<Facts[Key], undefined> } {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof Facts]?: Exclude<Facts[Key], undefined> }
}
