import { faultOfLine, type SharedAnswers, TIER_SETS, type Tier } from '../../drafts/index.ts'
import type { DefineContext } from './define-context.ts'
import { listOf } from './define-options.ts'
import { wrongAnswer } from './wrong-answer.ts'

/** Reads the answers about the owner of a definition that options have. */
export function readShared(context: DefineContext): Partial<SharedAnswers> {
  const { url, group, category, tiers } = context.given
  return {
    ...(url === undefined ? {} : { url: readUrl(url) }),
    ...(group === undefined ? {} : { group: readGroup(group, context) }),
    ...(category === undefined ? {} : { categories: readCategories(category, context) }),
    ...(tiers === undefined ? {} : { tiers: readTiers(tiers) }),
  }
}

/** Returns why a text cannot be the URL of a merge request; it may be empty. */
export function faultOfUrl(text: string): string | undefined {
  return text === '' || (/^https?:\/\/\S+$/.test(text) && URL.canParse(text))
    ? undefined
    : 'it is not a URL'
}

function readUrl(text: string): string {
  const fault = faultOfUrl(text)
  if (fault) throw wrongAnswer('url', text, fault)
  return text
}

/** A group that the list does not have may be new. */
function readGroup(text: string, { repository, report }: DefineContext): string {
  const fault = faultOfLine(text)
  if (fault) throw wrongAnswer('group', text, fault)
  const { groups } = repository.ownership
  if (groups.length > 0 && !groups.some(({ name }) => name === text)) {
    report.warn(`the list of product groups does not have ${text}`)
  }
  return text
}

function readCategories(options: readonly string[], { repository }: DefineContext): string[] {
  const categories = [...new Set(listOf(options))]
  const known = repository.ownership.categories
  for (const category of categories) {
    const fault =
      known.length > 0 && !known.includes(category)
        ? 'the list of feature categories does not have it'
        : faultOfLine(category)
    if (fault) throw wrongAnswer('category', category, fault)
  }
  return categories
}

function readTiers(text: string): readonly Tier[] {
  const names = (listOf([text]) ?? []).sort().join(',')
  const tiers = TIER_SETS.find((set) => set.join(',') === names)
  if (tiers) return tiers
  const sets = TIER_SETS.map((set) => set.join(',')).join(', or ')
  throw wrongAnswer('tiers', text, `it is not ${sets}`)
}
