import { copyButton } from './copy-button.ts'
import type { CoverageData, CoveredBy } from './coverage-data.ts'
import { COVERAGE_STATES } from './coverage-states.ts'
import { type Child, element } from './element.ts'
import { levelBadge } from './level-badge.ts'
import { nameText } from './name-text.ts'

/** The number of tests at a level that are not folded. */
const UNFOLDED = 5

/** Shows the tests that touch an entry, by what they do with it. */
export function showTests({ state, tests = {}, more = 0 }: CoveredBy, data: CoverageData): Child {
  const lists = {
    asserted: tests.asserted?.map((test) => showTest(data, test)),
    weak: tests.weak?.map(([test, reason]) => showTest(data, test, reason)),
    seen: tests.seen?.map((test) => showTest(data, test)),
    called: tests.called?.map((test) => showTest(data, test)),
  }
  const groups = Object.entries(lists).flatMap(([level, items]) =>
    items ? showGroup(level as keyof typeof lists, items) : [],
  )
  const none = COVERAGE_STATES.find((one) => one.state === state)?.meaning
  return element(
    'section',
    { class: 'tests' },
    element('h2', {}, 'Tests'),
    groups.length > 0 ? groups : element('p', { class: 'dim' }, none),
    more > 0
      ? element('p', { class: 'dim' }, `The report has ${more.toLocaleString('en')} more.`)
      : undefined,
  )
}

function showGroup(state: CoveredBy['state'], items: readonly HTMLElement[]): Child {
  const rest = items.slice(UNFOLDED)
  return [
    element(
      'h3',
      {},
      levelBadge({ state }),
      ' ',
      element('span', { class: 'count' }, String(items.length)),
    ),
    list(items.slice(0, UNFOLDED)),
    rest.length > 0
      ? element('details', {}, element('summary', {}, `${rest.length} more`), list(rest))
      : undefined,
  ]
}

function list(items: readonly HTMLElement[]): HTMLElement {
  return element('ul', { class: 'changes' }, items)
}

function showTest(data: CoverageData, place: number, reason?: string): HTMLElement {
  const test = data.tests[place]
  return element(
    'li',
    {},
    element('span', { dir: 'auto' }, test?.name),
    reason ? element('p', { class: 'reason', dir: 'auto' }, reason) : undefined,
    element('p', {}, showTestPlace(data, place)),
  )
}

/** Shows the file and the line of a test, with a button that copies them. */
export function showTestPlace({ tests }: CoverageData, place: number): Child {
  const test = tests[place]
  if (!test) return undefined
  const text = test.line === undefined ? test.file : `${test.file}:${test.line}`
  return element(
    'span',
    { class: 'place' },
    element('code', {}, nameText(text)),
    ' ',
    copyButton('Copy', () => text),
  )
}
