import type { CoverageData, WeakTest } from './coverage-data.ts'
import type { CoveredPart } from './covered-parts.ts'
import { type Child, element } from './element.ts'
import { entryLink } from './entry-link.ts'
import { showTestPlace } from './show-tests.ts'

/** The number of weak assertions that are not folded, and that are shown at all. */
const UNFOLDED = 10
const MOST = 100

/** Shows the weak assertions of what has no better ones, each with its reason and its place. */
export function showWeakAssertions(parts: readonly CoveredPart[], data: CoverageData): Child {
  const all = parts.flatMap((part) =>
    part.coverage.state === 'weak'
      ? (part.coverage.tests?.weak ?? []).map((test) => ({ part, test }))
      : [],
  )
  if (all.length === 0) return undefined
  const items = all.slice(0, MOST).map(({ part, test }) => showItem(part, test, data))
  const rest = items.slice(UNFOLDED)
  const left = all.length - items.length
  return element(
    'section',
    {},
    element(
      'h2',
      {},
      'Weak assertions ',
      element('span', { class: 'count' }, all.length.toLocaleString('en')),
    ),
    element('ul', { class: 'changes' }, items.slice(0, UNFOLDED)),
    rest.length > 0
      ? element(
          'details',
          {},
          element('summary', {}, `${rest.length} more`),
          element('ul', { class: 'changes' }, rest),
        )
      : undefined,
    left > 0
      ? element('p', { class: 'dim' }, `${left.toLocaleString('en')} more stand at their entries.`)
      : undefined,
  )
}

function showItem(
  { entry, part }: CoveredPart,
  [place, reason]: WeakTest,
  data: CoverageData,
): HTMLElement {
  return element(
    'li',
    {},
    entryLink(entry),
    part === '' ? undefined : [', ', element('code', { dir: 'auto' }, part)],
    element('p', { class: 'reason', dir: 'auto' }, reason),
    element('p', {}, showTestPlace(data, place)),
  )
}
