import { coverageChoices, titleOfChoice } from './coverage-choices.ts'
import { byId, element } from './element.ts'
import { type EntryIndex, ownerOf } from './entry-index.ts'
import type { Query } from './search-entries.ts'

/** The controls that a query is read from. */
export class Filters {
  readonly #text = byId<HTMLInputElement>('search')
  readonly #kinds = byId<HTMLFieldSetElement>('kind')
  readonly #selects = {
    owner: byId<HTMLSelectElement>('owner'),
    tier: byId<HTMLSelectElement>('tier'),
    status: byId<HTMLSelectElement>('status'),
    coverage: element('select', { class: 'half', 'aria-label': 'Coverage' }),
    order: element('select', { class: 'half', 'aria-label': 'Order' }),
  }

  constructor(index: EntryIndex, changed: () => void) {
    const { owner, tier, status, coverage, order } = this.#selects
    fill(
      owner,
      index.valuesOf((entry) => [ownerOf(entry)]),
    )
    fill(
      tier,
      index.valuesOf(({ tiers }) => tiers),
    )
    fill(
      status,
      index.valuesOf(({ status }) => [status]),
    )
    if (index.coverage) {
      coverage.append(element('option', { value: '' }, 'Any coverage'))
      fill(coverage, coverageChoices(index), titleOfChoice)
      order.append(
        element('option', { value: '' }, 'By name'),
        element('option', { value: 'risk' }, 'By risk'),
      )
      status.after(coverage, order)
    }
    for (const control of [this.#text, this.#kinds, ...Object.values(this.#selects)]) {
      control.addEventListener('input', changed)
    }
  }

  get query(): Query {
    const { owner, tier, status, coverage, order } = this.#selects
    return {
      text: this.#text.value,
      kind: this.#kindInputs.find(({ checked }) => checked)?.value ?? '',
      owner: owner.value,
      tier: tier.value,
      status: status.value,
      coverage: coverage.value,
      order: order.value,
    }
  }

  /** Sets all controls. A value that is not there is that of no filter. */
  set query({ text, kind, ...chosen }: Query) {
    this.#text.value = text
    const inputs = this.#kindInputs
    const checked = inputs.find(({ value }) => value === kind) ?? inputs[0]
    if (checked) checked.checked = true
    const { owner, tier, status, coverage, order } = this.#selects
    choose(owner, chosen.owner)
    choose(tier, chosen.tier)
    choose(status, chosen.status)
    choose(coverage, chosen.coverage)
    choose(order, chosen.order)
  }

  get #kindInputs(): HTMLInputElement[] {
    return [...this.#kinds.querySelectorAll('input')]
  }
}

/** Adds options for values; one with a name of its own is shown by that. */
function fill(
  select: HTMLSelectElement,
  values: ReadonlyMap<string, number>,
  nameOf = (value: string): string => value,
): void {
  for (const [value, count] of values) {
    select.append(element('option', { value }, `${nameOf(value)} (${count.toLocaleString('en')})`))
  }
}

function choose(select: HTMLSelectElement, value: string): void {
  const isThere = [...select.options].some((option) => option.value === value)
  select.value = isThere ? value : ''
}
