import { join } from 'node:path'
import { readRegularText } from '../../definitions/index.ts'
import { isMapping, parseJson, requireModule } from '../../foundation/index.ts'
import { DraftError } from '../draft-error.ts'
import type { KnownEvent } from './known-event.ts'
import { readTexts } from './read-text.ts'

/** A product group, as it is called in a menu. */
export interface Group {
  readonly name: string
  readonly label: string
}

/** The product groups and categories that a repository knows; empty where it has none. */
export interface Ownership {
  /** The groups of the repository's list; without one, the groups that its events have. */
  readonly groups: readonly Group[]
  readonly categories: readonly string[]
  /** True where a list says which groups there are; without one, any other may be new. */
  readonly hasGroupList: boolean
  readonly hasCategoryList: boolean
  /** Returns the categories of a group, the likeliest first. */
  categoriesOf(group: string): readonly string[]
}

/**
 * Reads the owners of definitions from the lists that GitLab keeps beside its schemas, or from its
 * `stages.yml`. Nothing is fetched: where no list says which categories a group has, those of its
 * events do.
 */
export function readOwnership(
  root: string,
  stages: Stages | undefined,
  events: readonly KnownEvent[],
): Ownership {
  const used = usedCategories(events)
  const listed = readTexts(readIfThere(join(root, 'config/feature_categories.yml')))
  const categories = listed ?? sorted(events.flatMap((event) => event.categories))
  const groups = stages?.groups ?? readGroups(root)
  return {
    groups: groups ?? sorted(events.flatMap(({ group }) => group || [])).map(groupOf),
    categories,
    hasGroupList: groups !== undefined,
    hasCategoryList: listed !== undefined,
    categoriesOf(group) {
      const own = stages?.categories.get(group)?.toSorted() ?? used.get(group) ?? []
      return own.filter((category) => categories.includes(category))
    },
  }
}

function readGroups(root: string): readonly Group[] | undefined {
  const schema = readIfThere(join(root, 'config/metrics/schema/product_groups.json'))
  const names = isMapping(schema) ? readTexts(schema['enum']) : undefined
  return names?.map(groupOf)
}

function groupOf(name: string): Group {
  return { name, label: name }
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}

/** Returns the categories that each group's events have, the most frequent first. */
function usedCategories(events: readonly KnownEvent[]): Map<string, string[]> {
  const counts = new Map<string, Map<string, number>>()
  for (const { group, categories } of events) {
    if (group === undefined) continue
    const own = counts.get(group) ?? new Map<string, number>()
    counts.set(group, own)
    for (const category of categories) own.set(category, (own.get(category) ?? 0) + 1)
  }
  return new Map(
    [...counts].map(([group, own]) => [
      group,
      [...own].sort(([, one], [, other]) => other - one).map(([category]) => category),
    ]),
  )
}

/** The groups of GitLab's `stages.yml`, with the categories of each. */
export interface Stages {
  readonly groups: readonly Group[]
  readonly categories: ReadonlyMap<string, readonly string[]>
}

/** @throws {DraftError} `INVALID_INPUT_FILE` for a file that has no stages. */
export function readStages(file: string): Stages {
  const data = readIfThere(file)
  const stages = isMapping(data) && isMapping(data['stages']) ? data['stages'] : undefined
  if (!stages) {
    throw new DraftError(
      'INVALID_INPUT_FILE',
      `Failed to read ${file}: it has no mapping of stages. Give --stages the stages.yml of GitLab's handbook.`,
    )
  }
  const groups = Object.entries(stages).flatMap(([stage, details]) => groupsOf(stage, details))
  return {
    groups,
    categories: new Map(groups.map(({ name, categories }) => [name, categories])),
  }
}

function groupsOf(
  stage: string,
  details: unknown,
): (Group & { readonly categories: readonly string[] })[] {
  if (!isMapping(details) || !isMapping(details['groups'])) return []
  const { section } = details
  const place = typeof section === 'string' ? [section, stage] : [stage]
  return Object.entries(details['groups']).map(([name, group]) => ({
    name,
    label: [...place, name].join(':'),
    categories: (isMapping(group) && readTexts(group['categories'])) || [],
  }))
}

/** Returns what a JSON or YAML file holds; `undefined` for one that cannot be read. */
function readIfThere(file: string): unknown {
  try {
    const text = readRegularText(file)
    return file.endsWith('.json') ? parseJson(text) : requireModule('js-yaml').load(text)
  } catch {
    return undefined
  }
}
