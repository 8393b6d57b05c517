// @ts-check
/** @import { PageEntry } from '../src/collector/micro/page-entry.ts' */
import { createLine } from './line.js'

/** The number of entries that are kept: as many as the server sends at first. */
const KEPT = 10_000
/** The number of lines that are shown at once; the rest is a button or a search away. */
const PAGE = 200

/** @type {{ entry: PageEntry, text: string }[]} Oldest first. */
let kept = []
let shown = PAGE
/** The newest entry that is shown: later ones wait while somebody reads. */
let newest = Number.POSITIVE_INFINITY
/** @type {Set<number>} The entries that are open. */
const opened = new Set()

const element = (/** @type {string} */ selector) =>
  /** @type {HTMLElement} */ (document.querySelector(selector))
const list = element('#events')
const state = element('#state')
const pause = element('#pause')
const chip = element('#new')
const ask = /** @type {HTMLDialogElement} */ (element('#ask'))
const search = /** @type {HTMLInputElement} */ (element('#search'))
element('#endpoint').textContent = location.origin

/**
 * A filter that is a list of the values that entries have.
 * @typedef {object} Choice
 * @property {HTMLSelectElement} select
 * @property {(entry: PageEntry) => string} read
 * @property {string} none The word for entries without a value.
 */

/** @type {(selector: string, read: Choice['read'], none: string) => Choice} */
const choice = (selector, read, none) => ({
  select: /** @type {HTMLSelectElement} */ (element(selector)),
  read,
  none,
})
const choices = [
  choice('#namespace', ({ namespace }) => namespace, '(none)'),
  choice('#app', ({ app }) => app, '(none)'),
  choice('#definition', ({ internal }) => internal?.state ?? '', '(no internal event)'),
]

const source = new EventSource('/micro/stream')
source.addEventListener('begin', () => {
  kept = []
  newest = Number.POSITIVE_INFINITY
  draw()
})
source.addEventListener('entries', ({ data }) => add(JSON.parse(data)))
source.addEventListener('reset', ({ data }) => {
  const namespace = JSON.parse(data)
  kept = kept.filter(({ entry }) => entry.namespace !== namespace)
  draw()
})
source.addEventListener('error', () => {
  state.textContent = 'Not connected. Trying again …'
})

search.addEventListener('input', () => drawFromTop())
for (const radio of document.querySelectorAll('[name=kind]')) {
  radio.addEventListener('change', () => drawFromTop())
}
for (const { select } of choices) select.addEventListener('change', () => drawFromTop())
element('form').addEventListener('submit', (event) => event.preventDefault())
element('#more').addEventListener('click', () => {
  shown += PAGE
  draw()
})
pause.addEventListener('click', () => {
  pause.ariaPressed = String(pause.ariaPressed !== 'true')
  hold()
})
chip.addEventListener('click', () => {
  newest = kept.at(-1)?.entry.sequence ?? newest
  draw()
})
element('#clear').addEventListener('click', () => {
  const count = namespaces().size
  const places = count > 1 ? ` in ${count} namespaces` : ''
  element('#question').textContent =
    kept.length === 1 ? 'Forget 1 event?' : `Forget ${kept.length} events${places}?`
  ask.showModal()
})
element('#keep').addEventListener('click', () => ask.close())
element('#forget').addEventListener('click', async () => {
  ask.close()
  for (const namespace of namespaces()) {
    const prefix = namespace === '' ? '' : `/t/${encodeURIComponent(namespace)}`
    await fetch(`${prefix}/micro/reset`, { method: 'POST' })
  }
})

function namespaces() {
  return new Set(kept.map(({ entry }) => entry.namespace))
}

/** @param {PageEntry[]} entries */
function add(entries) {
  for (const entry of entries) kept.push({ entry, text: JSON.stringify(entry).toLowerCase() })
  if (kept.length > KEPT) kept = kept.slice(-KEPT)
  draw()
}

/** Keeps the list as it is while it is paused or a line is open, so that nothing moves away. */
function hold() {
  const holds = pause.ariaPressed === 'true' || list.querySelector('li > details[open]') !== null
  if (holds === newest < Number.POSITIVE_INFINITY) return
  newest = holds ? (kept.at(-1)?.entry.sequence ?? 0) : Number.POSITIVE_INFINITY
  draw()
}

function drawFromTop() {
  shown = PAGE
  draw()
}

let drawing = false

/** Draws once a frame, however much arrives. */
function draw() {
  if (drawing) return
  drawing = true
  requestAnimationFrame(() => {
    drawing = false
    drawNow()
  })
}

/** Keeps the lines that stay, so that focus and scroll position do. */
function drawNow() {
  for (const one of choices) drawChoices(one)
  const all = matching()
  const found = all.filter(({ entry }) => entry.sequence <= newest)
  const lines = new Map(
    [...list.children].map((line) => [
      Number(/** @type {HTMLElement} */ (line).dataset['n']),
      line,
    ]),
  )
  let next = list.firstElementChild
  for (const { entry } of found.slice(0, shown)) {
    const line = lines.get(entry.sequence) ?? createLine(entry, opened, hold)
    lines.delete(entry.sequence)
    if (line === next) next = next.nextElementSibling
    else list.insertBefore(line, next)
  }
  for (const line of lines.values()) line.remove()
  hold()

  const bad = kept.filter(({ entry }) => entry.kind === 'bad').length
  const words = isFiltered() ? `, ${all.length} found` : ''
  state.textContent = `${kept.length - bad} good, ${bad} bad${words}`
  chip.textContent = `${all.length - found.length} new`
  chip.hidden = all.length === found.length
  element('#empty').hidden = kept.length > 0
  element('#more').hidden = found.length <= shown
}

function isFiltered() {
  return search.value.trim() !== '' || choices.some(({ select }) => select.value !== 'all')
}

/**
 * Offers the values that there are; the chosen one stays.
 * @param {Choice} choice
 */
function drawChoices({ select, read, none }) {
  const values = new Set(kept.map(({ entry }) => read(entry)))
  if (select.value !== 'all' && select.value !== '') values.add(select.value.slice(1))
  // A letter before each keeps the empty value and "all" apart.
  const wanted = ['all', ...[...values].sort().map((value) => `=${value}`)]
  if (wanted.join('\n') === [...select.options].map(({ value }) => value).join('\n')) return
  const { value: chosen } = select
  select.replaceChildren(
    ...wanted.map((value) => new Option(value === 'all' ? 'all' : value.slice(1) || none, value)),
  )
  select.value = chosen === '' ? 'all' : chosen
}

/** The entries that every filter takes, and that hold every word that is searched for, newest first. */
function matching() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
  const { value: kind } = /** @type {HTMLInputElement} */ (element('[name=kind]:checked'))
  const chosen = choices.filter(({ select }) => select.value !== 'all')
  return kept
    .filter(
      ({ entry, text }) =>
        (kind === 'all' || entry.kind === kind) &&
        chosen.every(({ select, read }) => select.value === `=${read(entry)}`) &&
        words.every((word) => text.includes(word)),
    )
    .reverse()
}
