import type { Entry } from './dictionary-data.ts'
import { type Child, element } from './element.ts'
import type { EntryIndex } from './entry-index.ts'
import { entryLink } from './entry-link.ts'
import { nearestEntries } from './nearest-entries.ts'
import type { View } from './place.ts'
import { showChanges } from './show-changes.ts'
import { showCoverage } from './show-coverage.ts'
import { showEntry } from './show-entry.ts'
import { showOverview } from './show-overview.ts'

/** Shows what stands beside the list. */
export function showView(view: View, index: EntryIndex): HTMLElement {
  return element('div', {}, contentOf(view, index))
}

function contentOf(view: View, index: EntryIndex): Child {
  if (view.kind === 'changes' && index.changes) return showChanges(index.changes, index)
  if (view.kind === 'coverage' && index.coverage) return showCoverage(index.coverage, index)
  if (!('name' in view)) return showOverview(index)
  const entry = index.find(view.kind, view.name)
  return entry ? showEntry(entry, index) : showMissing(view, index)
}

function showMissing({ kind, name }: Extract<View, { name: string }>, index: EntryIndex): Child {
  const nearest = nearestEntries(index.all, name === '' ? [] : [name.toLowerCase()])
  return [
    element('p', { class: 'kind' }, 'Not found'),
    element('h1', { class: 'name', tabindex: '-1', dir: 'auto' }, name),
    element('p', {}, `The dictionary has no ${kind} of this name.`),
    nearest.length > 0 ? showNearest(nearest) : undefined,
    element('p', {}, element('a', { href: '#' }, 'To the overview')),
  ]
}

function showNearest(entries: readonly Entry[]): Child {
  const items = entries.map((entry) => element('li', {}, entryLink(entry), ` (${entry.kind})`))
  return [element('h2', {}, 'Did you mean'), element('ul', { class: 'changes' }, items)]
}

/** Returns the title of the page while it shows a view. */
export function titleOf(view: View, { project, isOfCoverage }: EntryIndex): string {
  const page = `${isOfCoverage ? 'Coverage' : 'Dictionary'} of ${project}`
  if ('name' in view) return `${view.name} · ${page}`
  if (view.kind === 'changes') return `Changes · ${page}`
  return view.kind === 'coverage' && !isOfCoverage ? `Coverage · ${page}` : page
}
