import { byId, element } from './element.ts'
import { type EntryIndex, ownerOf } from './entry-index.ts'
import type { Query } from './search-entries.ts'

/** The controls that a query is read from. */
export class Filters {
  readonly #text = byId<HTMLInputElement>('search')
  readonly #kinds = byId<HTMLFieldSetElement>('kind')
  readonly #owner = byId<HTMLSelectElement>('owner')
  readonly #tier = byId<HTMLSelectElement>('tier')
  readonly #status = byId<HTMLSelectElement>('status')

  constructor(index: EntryIndex, changed: () => void) {
    fill(
      this.#owner,
      index.valuesOf((entry) => [ownerOf(entry)]),
    )
    fill(
      this.#tier,
      index.valuesOf(({ tiers }) => tiers),
    )
    fill(
      this.#status,
      index.valuesOf(({ status }) => [status]),
    )
    for (const control of [this.#text, this.#kinds, this.#owner, this.#tier, this.#status]) {
      control.addEventListener('input', changed)
    }
  }

  get query(): Query {
    return {
      text: this.#text.value,
      kind: this.#kindInputs.find(({ checked }) => checked)?.value ?? '',
      owner: this.#owner.value,
      tier: this.#tier.value,
      status: this.#status.value,
    }
  }

  /** Sets all controls. A value that is not there is that of no filter. */
  set query({ text, kind, owner, tier, status }: Query) {
    this.#text.value = text
    const inputs = this.#kindInputs
    const chosen = inputs.find(({ value }) => value === kind) ?? inputs[0]
    if (chosen) chosen.checked = true
    choose(this.#owner, owner)
    choose(this.#tier, tier)
    choose(this.#status, status)
  }

  get #kindInputs(): HTMLInputElement[] {
    return [...this.#kinds.querySelectorAll('input')]
  }
}

function fill(select: HTMLSelectElement, values: ReadonlyMap<string, number>): void {
  for (const [value, count] of values) {
    select.append(element('option', { value }, `${value} (${count.toLocaleString('en')})`))
  }
}

function choose(select: HTMLSelectElement, value: string): void {
  const isThere = [...select.options].some((option) => option.value === value)
  select.value = isThere ? value : ''
}
