import { CHANGE_LEVELS } from './change-levels.ts'
import type { ChangeEntry, ChangesData } from './dictionary-data.ts'
import { type Child, element } from './element.ts'
import type { EntryIndex } from './entry-index.ts'
import { entryLink } from './entry-link.ts'
import { nameText } from './name-text.ts'

/** Shows what changed since a revision, by who has to know of it. */
export function showChanges(data: ChangesData, index: EntryIndex): Child {
  const { revision, commit, date, changes } = data
  return [
    element('p', { class: 'kind' }, 'Changes'),
    element('h1', { tabindex: '-1' }, 'Since ', element('span', { class: 'name' }, revision)),
    element('p', { class: 'dim' }, 'Commit ', element('code', {}, commit), ` of ${date}`),
    changes.length === 0 ? element('p', {}, 'No definition has changed.') : undefined,
    CHANGE_LEVELS.map(({ level, title, meaning }) => {
      const own = changes.filter((change) => change.level === level)
      return own.length === 0
        ? undefined
        : element(
            'section',
            {},
            element('h2', {}, title, ' ', element('span', { class: 'count' }, String(own.length))),
            element('p', { class: 'dim' }, meaning),
            element(
              'ul',
              { class: 'changes' },
              own.map((change) => showChange(change, index)),
            ),
          )
    }),
  ]
}

function showChange({ kind, name, message }: ChangeEntry, index: EntryIndex): HTMLElement {
  const entry = index.find(kind, name)
  const shown = entry
    ? entryLink(entry)
    : element('span', { class: 'name', dir: 'auto' }, nameText(name))
  return element('li', {}, shown, element('p', { class: 'dim', dir: 'auto' }, message))
}
