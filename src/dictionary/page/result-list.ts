import type { Entry } from './dictionary-data.ts'
import { element } from './element.ts'
import { entryLink, statusBadge } from './entry-link.ts'
import { levelBadge } from './level-badge.ts'
import { nameText } from './name-text.ts'
import { printPlace, type View } from './place.ts'

/** The number of results that are shown at once, and that the button adds. */
const PAGE = 100

/** The list of what a search has found, of which more is shown on demand. */
export class ResultList {
  readonly #list: HTMLElement
  readonly #more: HTMLButtonElement
  readonly #none: HTMLElement
  #entries: readonly Entry[] = []
  #words: readonly string[] = []
  /** The fragment of the entry that is open. */
  #current = ''

  constructor(list: HTMLElement, more: HTMLButtonElement, none: HTMLElement) {
    this.#list = list
    this.#more = more
    this.#none = none
    more.addEventListener('click', () => this.showMore())
  }

  get links(): readonly HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll('a')]
  }

  /** Shows other entries, from the first. */
  show(entries: readonly Entry[], words: readonly string[]): void {
    this.#entries = entries
    this.#words = words
    this.#none.hidden = true
    this.#list.replaceChildren()
    this.#list.parentElement?.scrollTo(0, 0)
    this.#append()
  }

  /** Says that there is nothing to show, with the entries that may be meant. */
  showNone(nearest: readonly Entry[]): void {
    this.show([], [])
    this.#none.hidden = false
    this.#none.replaceChildren(
      'No entry has all of this.',
      ...nearest.flatMap((entry, index) => [
        index === 0 ? ' Did you mean ' : ' or ',
        entryLink(entry),
      ]),
      nearest.length > 0 ? '?' : '',
    )
  }

  /** Shows more of the entries, and goes to the first of them. Returns false if there are no more. */
  showMore(): boolean {
    const first = this.#list.childElementCount
    this.#append()
    const next = this.links[first]
    next?.focus()
    return next !== undefined
  }

  /** Marks the entry that is open, and scrolls to it. */
  mark(view: View): void {
    this.#current = printPlace(view)
    for (const link of this.links) {
      if (link.getAttribute('href') === this.#current) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
    this.#list.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }

  #append(): void {
    const start = this.#list.childElementCount
    const items = this.#entries
      .slice(start, start + PAGE)
      .map((entry) => element('li', {}, this.#linkTo(entry)))
    this.#list.append(...items)
    const left = this.#entries.length - start - items.length
    this.#more.hidden = left === 0
    this.#more.textContent = `Show ${Math.min(left, PAGE)} more of ${left.toLocaleString('en')}`
  }

  #linkTo(entry: Entry): HTMLElement {
    const { kind, name, description, status, coverage } = entry
    const href = printPlace(entry)
    const current = href === this.#current ? { 'aria-current': 'page' } : {}
    return element(
      'a',
      { class: 'result', href, ...current },
      element('span', { class: 'name result-name', dir: 'auto' }, nameText(name, this.#words)),
      element(
        'span',
        { class: 'about' },
        element('span', { class: 'result-kind' }, kind),
        status === 'active' ? undefined : statusBadge(entry),
        element('span', { class: 'summary', dir: 'auto' }, description.slice(0, 300)),
        levelBadge(coverage),
      ),
    )
  }
}
