import type { DictionaryData } from './dictionary-data.ts'
import { byId } from './element.ts'
import { EntryIndex } from './entry-index.ts'
import { Filters } from './filters.ts'
import { listenToKeys } from './listen-to-keys.ts'
import { printPlace, readPlace, type View } from './place.ts'
import { ResultList } from './result-list.ts'
import { EVERYTHING, searchEntries, wordsOf } from './search-entries.ts'
import { showView, titleOf } from './show-view.ts'

/** The state of an address that says all: one without it comes from a link, which keeps the list. */
const SHOWN = 'shown'

const index = new EntryIndex(JSON.parse(byId('data').textContent) as DictionaryData)
const article = byId('view')
const filters = new Filters(index, () => {
  search()
  remember()
})
const results = new ResultList(byId('results'), byId('more'))
let view: View = { kind: 'overview' }

/** Shows what the address asks for. */
function navigate(): void {
  const isNew = history.state !== SHOWN
  const place = readPlace(location.hash)
  const query = place.query ?? (isNew ? undefined : EVERYTHING)
  if (query) {
    filters.query = query
    search()
  }
  view = place.view
  article.replaceChildren(showView(view, index))
  document.body.dataset['view'] = view.kind
  document.title = titleOf(view, index)
  results.mark(view)
  remember()
  if (isNew) begin()
}

/** Begins a view at its top. The focus stays in the list, where somebody may go on. */
function begin(): void {
  window.scrollTo(0, 0)
  const { activeElement } = document
  const isLost = activeElement === document.body || activeElement?.checkVisibility() !== true
  if (isLost) article.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
}

/** Writes the view and the query into the address, for a reload and the way back. */
function remember(): void {
  try {
    history.replaceState(SHOWN, '', printPlace(view, filters.query))
  } catch {
    // Browsers refuse it when it comes too often. The next one is not far.
  }
}

function search(): void {
  const { query } = filters
  const { entries, hidden } = searchEntries(index.all, query)
  results.show(entries, wordsOf(query))
  const found = entries.length.toLocaleString('en')
  byId('count').textContent = entries.length === 1 ? '1 entry' : `${found} entries`
  const showRemoved = byId('show-removed')
  showRemoved.hidden = hidden === 0
  showRemoved.textContent = `Show ${hidden.toLocaleString('en')} removed`
  byId('clear').hidden = Object.values(query).every((value) => value === '')
}

function ask(change: Partial<typeof EVERYTHING>): void {
  filters.query = { ...filters.query, ...change }
  search()
  remember()
}

byId('show-removed').addEventListener('click', () => ask({ status: 'any' }))
byId('clear').addEventListener('click', () => ask(EVERYTHING))
listenToKeys(byId('search'), results, () => ask({ text: '' }))
addEventListener('popstate', navigate)
search()
navigate()
