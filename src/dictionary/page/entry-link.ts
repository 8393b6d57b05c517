import type { Entry } from './dictionary-data.ts'
import { element } from './element.ts'
import { nameText } from './name-text.ts'
import { printPlace } from './place.ts'

/** Makes a link to an entry, which says so where it is not in use. */
export function entryLink(entry: Entry): HTMLElement {
  const link = element(
    'a',
    { class: 'name', href: printPlace(entry), dir: 'auto' },
    nameText(entry.name),
  )
  return entry.status === 'active' ? link : element('span', {}, link, ' ', statusBadge(entry))
}

/** Makes the mark of a status other than `active`. */
export function statusBadge({ status }: Pick<Entry, 'status'>): HTMLElement {
  const kind = status === 'removed' || status === 'broken' ? ` ${status}` : ''
  return element('span', { class: `badge${kind}` }, status)
}
