import { CHANGE_LEVELS } from './change-levels.ts'
import { copyButton } from './copy-button.ts'
import type { Entry } from './dictionary-data.ts'
import { type Child, element } from './element.ts'
import type { EntryIndex } from './entry-index.ts'
import { statusBadge } from './entry-link.ts'
import { levelBadge } from './level-badge.ts'
import { nameText } from './name-text.ts'
import { printPlace } from './place.ts'
import { showEvent } from './show-event.ts'
import { showExamples } from './show-examples.ts'
import { showMetric } from './show-metric.ts'
import { showTests } from './show-tests.ts'
import { usageOf } from './usage-of.ts'

/** Shows all that the dictionary knows of an event or a metric. */
export function showEntry(entry: Entry, index: EntryIndex): Child {
  const { kind, name, description } = entry
  const usage = usageOf(entry, index)
  return [
    element(
      'p',
      { class: 'kind' },
      kind === 'event' ? 'Event' : 'Metric',
      marksOf(entry).map((mark) => [' ', mark]),
    ),
    element('h1', { class: 'name', tabindex: '-1', dir: 'auto' }, nameText(name)),
    element('p', { class: 'description', dir: 'auto' }, description || 'No description.'),
    element(
      'p',
      { class: 'actions' },
      copyButton('Copy name', () => name),
      copyButton('Copy link', () => location.href.replace(/#.*$/s, '') + printPlace(entry)),
    ),
    changesOf(entry, index),
    entry.kind === 'event' ? showEvent(entry, index) : showMetric(entry, index),
    entry.coverage && index.coverage && showTests(entry.coverage, index.coverage),
    usage && showExamples(usage),
  ]
}

function marksOf(entry: Entry): HTMLElement[] {
  const marks = entry.status === 'active' ? [] : [statusBadge(entry)]
  const level = levelBadge(entry.coverage)
  if (level) marks.push(level)
  if (entry.kind === 'metric') return marks
  if (!entry.internal) marks.push(element('span', { class: 'badge' }, 'not an internal event'))
  if (entry.classification !== undefined) {
    marks.push(element('span', { class: 'badge' }, entry.classification))
  }
  return marks
}

function changesOf({ kind, name }: Entry, { changes }: EntryIndex): Child {
  if (!changes) return undefined
  const own = CHANGE_LEVELS.flatMap(({ level }) =>
    changes.changes.filter(
      (change) => change.level === level && change.kind === kind && change.name === name,
    ),
  )
  if (own.length === 0) return undefined
  return element(
    'section',
    { class: 'note' },
    element('h2', {}, `Changed since ${changes.revision}`),
    element(
      'ul',
      {},
      own.map(({ message }) => element('li', { dir: 'auto' }, message)),
    ),
  )
}
