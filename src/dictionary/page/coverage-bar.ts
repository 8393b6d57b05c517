import type { CoverageState } from './coverage-data.ts'
import { COVERAGE_STATES } from './coverage-states.ts'
import { assertedCount, assertedShare } from './covered-parts.ts'
import { element } from './element.ts'

/** Shows what is asserted of a number of things, as a bar of all levels and in numbers. */
export function coverageBar(counts: ReadonlyMap<CoverageState, number>): HTMLElement {
  const all = [...counts.values()].reduce((before, count) => before + count, 0)
  return element(
    'div',
    { class: 'measure' },
    element(
      'span',
      { class: 'bar', 'aria-hidden': 'true' },
      COVERAGE_STATES.map(({ state }) => part(state, counts.get(state) ?? 0)),
    ),
    element('b', {}, assertedShare(counts)),
    ' ',
    element(
      'span',
      { class: 'dim' },
      `${assertedCount(counts).toLocaleString('en')} of ${all.toLocaleString('en')}`,
    ),
  )
}

function part(state: CoverageState, count: number): HTMLElement | undefined {
  if (count === 0) return undefined
  const shown = element('span', { class: state })
  shown.style.flexGrow = String(count)
  return shown
}
