import type { DictionaryData } from './dictionary-data.ts'
import { byId } from './element.ts'
import { EntryIndex } from './entry-index.ts'
import { Filters } from './filters.ts'
import { listenToKeys } from './listen-to-keys.ts'
import { nearestEntries } from './nearest-entries.ts'
import { printPlace, readPlace, type View } from './place.ts'
import { ResultList } from './result-list.ts'
import { EVERYTHING, searchEntries, wordsOf } from './search-entries.ts'
import { showView, titleOf } from './show-view.ts'

/** The state of an address that has been shown: one without it comes from a link, or from somebody's hand. */
const SHOWN = 'shown'

const index = new EntryIndex(JSON.parse(byId('data').textContent) as DictionaryData)
const article = byId('view')
const filters = new Filters(index, () => {
  search()
  remember()
})
const results = new ResultList(byId('results'), byId('more'), byId('none'))
let view: View = { kind: 'overview' }

/** Shows what the address asks for. */
function navigate(): void {
  const isNew = history.state !== SHOWN
  const place = readPlace(location.hash)
  const query = place.query ?? EVERYTHING
  view = place.view
  // A list that is built anew loses the focus.
  if (printPlace(view, query) !== printPlace(view, filters.query)) {
    filters.query = query
    search()
  }
  article.replaceChildren(showView(view, index))
  document.body.dataset['view'] = view.kind
  document.title = titleOf(view, index)
  results.mark(view)
  remember()
  if (isNew) begin()
}

/** Follows a link of the page. One without a query keeps the list as it is. */
function follow(event: MouseEvent): void {
  const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href^="#"]') : null
  // Somebody wants another tab or window.
  if (!link || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return
  const place = readPlace(link.hash)
  if (place.query) return
  const fragment = printPlace(place.view, filters.query)
  if (fragment === link.hash) return
  try {
    history.pushState(undefined, '', fragment)
  } catch {
    // Browsers refuse it when it comes too often. The link still leads there.
    return
  }
  event.preventDefault()
  navigate()
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
  const words = wordsOf(query)
  if (entries.length > 0) results.show(entries, words)
  else results.showNone(hidden > 0 ? [] : nearestEntries(index.all, words))
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
listenToKeys(byId('search'), {
  results,
  clear: () => ask({ text: '' }),
  goToView: () => article.querySelector<HTMLElement>('h1')?.focus(),
})
document.addEventListener('click', follow)
addEventListener('popstate', navigate)
if (index.isOfCoverage && location.hash === '' && history.state !== SHOWN) {
  history.replaceState(undefined, '', '#coverage')
}
search()
navigate()
