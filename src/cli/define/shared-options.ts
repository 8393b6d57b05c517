import {
  faultOfLine,
  faultOfOwner,
  type SharedAnswers,
  TIER_SETS,
  type Tier,
} from '../../drafts/index.ts'
import { misspeltName } from '../../foundation/index.ts'
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
function readGroup(text: string, context: DefineContext): string {
  const { groups, hasGroupList } = context.repository.ownership
  const names = groups.map(({ name }) => name)
  if (text === '' || names.includes(text)) return text
  if (!hasGroupList) return readNewOwner('group', text, names, context)
  const fault = faultOfLine(text)
  if (fault) throw wrongAnswer('group', text, fault)
  context.report.warn(`the list of product groups does not have ${text}`)
  return text
}

function readCategories(options: readonly string[], context: DefineContext): string[] {
  const { categories: known, hasCategoryList } = context.repository.ownership
  return [...new Set(listOf(options))].map((category) => {
    if (known.includes(category)) return category
    if (!hasCategoryList) return readNewOwner('category', category, known, context)
    throw wrongAnswer('category', category, 'the list of feature categories does not have it')
  })
}

/** Takes a group or a category that no event has for a new one, where no list says which there are. */
function readNewOwner(
  option: 'group' | 'category',
  name: string,
  used: readonly string[],
  { report }: DefineContext,
): string {
  const fault = faultOfOwner(name)
  if (fault) throw wrongAnswer(option, name, fault)
  const meant = misspeltName(name, used)
  if (meant) report.warn(`no event has the ${option} ${name}. Did you mean ${meant}?`)
  return name
}

function readTiers(text: string): readonly Tier[] {
  const names = (listOf([text]) ?? []).sort().join(',')
  const tiers = TIER_SETS.find((set) => set.join(',') === names)
  if (tiers) return tiers
  const sets = TIER_SETS.map((set) => set.join(',')).join(', or ')
  throw wrongAnswer('tiers', text, `it is not ${sets}`)
}
