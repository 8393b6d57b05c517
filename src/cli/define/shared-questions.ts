import { faultOfLine, type SharedAnswers, TIER_SETS, type Tier } from '../../drafts/index.ts'
import type { Choice } from './asker.ts'
import type { DefineContext } from './define-context.ts'
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

const OTHER = Symbol('another group')

async function askGroup(
  { asker, repository }: DefineContext,
  message: string,
  initial: string | undefined = '',
): Promise<string> {
  if (!asker) return initial
  const { groups } = repository.ownership
  if (groups.length > 0) {
    const choices: Choice<string | typeof OTHER>[] = [
      ...groups.map(({ name, label }) => ({ value: name, label })),
      { value: OTHER, label: 'Another one…' },
    ]
    const group = await asker.search({ message, choices, initial })
    if (typeof group === 'string') return group
  }
  const optional = repository.conventions.style === 'plain' ? ' (Enter to skip)' : ''
  return asker.text({ message: message + optional, initial, fault: faultOfLine })
}

async function askCategories(
  { asker, repository }: DefineContext,
  message: string,
  group: string,
  initial: readonly string[] = [],
): Promise<readonly string[]> {
  const { categories } = repository.ownership
  if (!asker || categories.length === 0) return initial
  const likely = repository.ownership.categoriesOf(group)
  const chosen = await asker.searchSeveral<string | undefined>({
    message,
    choices: [
      ...likely.map((value) => ({ value, label: value, hint: `of ${group}` })),
      ...categories
        .filter((value) => !likely.includes(value))
        .map((value) => ({ value, label: value })),
      { value: undefined, label: 'N/A (it does not correspond to any product category)' },
    ],
    initial,
  })
  // Beside a category, N/A says nothing.
  return chosen.filter((category) => category !== undefined)
}

async function askTiers(
  { asker }: DefineContext,
  message: string,
  initial: readonly Tier[] = TIER_SETS[0] as readonly Tier[],
): Promise<readonly Tier[]> {
  const choices = TIER_SETS.map((value) => ({ value, label: value.join(', ') }))
  return asker ? asker.select({ message, choices, initial }) : initial
}
