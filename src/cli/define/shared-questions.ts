import {
  faultOfLine,
  faultOfOwner,
  type SharedAnswers,
  TIER_SETS,
  type Tier,
} from '../../drafts/index.ts'
import type { Asker, Choice } from './asker.ts'
import type { DefineContext } from './define-context.ts'
import { listOf } from './define-options.ts'
import { faultOfUrl } from './shared-options.ts'

/** The texts of the questions that events and metrics share. */
export interface SharedTexts {
  readonly url: string
  readonly group: string
  readonly categories: string
  readonly tiers: string
}

type Mutable<Answers> = { -readonly [Key in keyof Answers]?: Answers[Key] }

/** Asks whose a definition is, for what `answers` do not say. Those of `initial` stand there already. */
export async function askShared(
  context: DefineContext,
  texts: SharedTexts,
  {
    answers,
    initial = {},
    order,
  }: {
    readonly answers: Partial<SharedAnswers>
    readonly initial?: Partial<SharedAnswers>
    readonly order: readonly (keyof SharedAnswers)[]
  },
): Promise<SharedAnswers> {
  const all: Mutable<SharedAnswers> = { ...answers }
  for (const key of order) {
    if (all[key] !== undefined) continue
    if (key === 'url') all.url = await askUrl(context, texts.url, initial.url)
    if (key === 'group') all.group = await askGroup(context, texts.group, initial.group)
    if (key === 'tiers') all.tiers = await askTiers(context, texts.tiers, initial.tiers)
    if (key === 'categories') {
      const likely = all.group ?? ''
      all.categories = await askCategories(context, texts.categories, likely, initial.categories)
    }
  }
  return all as SharedAnswers
}

async function askUrl(
  { asker }: DefineContext,
  message: string,
  initial: string | undefined = '',
): Promise<string> {
  if (!asker) return initial
  const known = initial === 'TODO' ? '' : initial
  return asker.text({ message: `${message} (Enter to skip)`, initial: known, fault: faultOfUrl })
}

const OTHER = Symbol('one that the menu does not have')

async function askGroup(
  { asker, repository }: DefineContext,
  message: string,
  initial: string | undefined = '',
): Promise<string> {
  if (!asker) return initial
  const { groups, hasGroupList } = repository.ownership
  if (groups.length > 0) {
    const choices: Choice<string | typeof OTHER>[] = [
      ...groups.map(({ name, label }) => ({ value: name, label })),
      { value: OTHER, label: 'Another one…' },
    ]
    const group = await asker.search({ message, choices, initial })
    if (typeof group === 'string') return group
  }
  const optional = repository.conventions.style === 'plain' ? ' (Enter to skip)' : ''
  return asker.text({
    message: message + optional,
    initial,
    fault: (text) =>
      hasGroupList ? faultOfLine(text) : text === '' ? undefined : faultOfOwner(text),
  })
}

async function askCategories(
  { asker, repository }: DefineContext,
  message: string,
  group: string,
  initial: readonly string[] = [],
): Promise<readonly string[]> {
  const { categories, hasCategoryList } = repository.ownership
  if (!asker) return initial
  if (categories.length === 0) {
    return hasCategoryList ? initial : askNewCategories(asker, message, initial)
  }
  const likely = repository.ownership.categoriesOf(group)
  const chosen = await asker.searchSeveral<string | typeof OTHER | undefined>({
    message,
    choices: [
      ...likely.map((value) => ({ value, label: value, hint: `of ${group}` })),
      ...categories
        .filter((value) => !likely.includes(value))
        .map((value) => ({ value, label: value })),
      ...(hasCategoryList ? [] : [{ value: OTHER, label: 'Another one…' } as const]),
      { value: undefined, label: 'N/A (it does not correspond to any product category)' },
    ],
    initial,
  })
  // Beside a category, N/A says nothing.
  const known = chosen.filter((category) => typeof category === 'string')
  return chosen.includes(OTHER)
    ? [
        ...new Set([
          ...known,
          ...(await askNewCategories(asker, 'Which other feature categories?')),
        ]),
      ]
    : known
}

/** Asks for categories that no menu has, where no list says which there are. */
async function askNewCategories(
  asker: Asker,
  message: string,
  initial: readonly string[] = [],
): Promise<readonly string[]> {
  const text = await asker.text({
    message: `${message} (comma-sep, Enter to skip)`,
    initial: initial.join(', '),
    fault: (text) => namesIn(text).map(faultOfOwner).find(Boolean),
  })
  return namesIn(text)
}

function namesIn(text: string): readonly string[] {
  return text.trim() === '' ? [] : [...new Set(listOf([text]))]
}

async function askTiers(
  { asker }: DefineContext,
  message: string,
  initial: readonly Tier[] = TIER_SETS[0] as readonly Tier[],
): Promise<readonly Tier[]> {
  const choices = TIER_SETS.map((value) => ({ value, label: value.join(', ') }))
  return asker ? asker.select({ message, choices, initial }) : initial
}
