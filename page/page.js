// @ts-check
/** @import { PageEntry } from '../src/collector/micro/page-entry.ts' */

/** How many entries are kept: as many as the server sends at first. */
const KEPT = 10_000
/** How many lines are shown at once; the rest is a button or a search away. */
const PAGE = 200

/** @type {{ entry: PageEntry, text: string }[]} Oldest first. */
let kept = []
let shown = PAGE
/** @type {Set<number>} The entries that are open. */
const opened = new Set()

const element = (/** @type {string} */ selector) =>
  /** @type {HTMLElement} */ (document.querySelector(selector))
const list = element('#events')
const state = element('#state')
const search = /** @type {HTMLInputElement} */ (element('#search'))
const template = /** @type {HTMLTemplateElement} */ (element('#line'))
element('#endpoint').textContent = location.origin

const source = new EventSource('/micro/stream')
source.addEventListener('begin', () => {
  kept = []
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
element('form').addEventListener('submit', (event) => event.preventDefault())
element('#more').addEventListener('click', () => {
  shown += PAGE
  draw()
})
element('#clear').addEventListener('click', async () => {
  const namespaces = new Set(kept.map(({ entry }) => entry.namespace))
  for (const namespace of namespaces) {
    const prefix = namespace === '' ? '' : `/t/${encodeURIComponent(namespace)}`
    await fetch(`${prefix}/micro/reset`, { method: 'POST' })
  }
})

/** @param {PageEntry[]} entries */
function add(entries) {
  for (const entry of entries) kept.push({ entry, text: JSON.stringify(entry).toLowerCase() })
  if (kept.length > KEPT) kept = kept.slice(-KEPT)
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
  const found = matching()
  const lines = new Map(
    [...list.children].map((line) => [
      Number(/** @type {HTMLElement} */ (line).dataset['n']),
      line,
    ]),
  )
  const wanted = found.slice(0, shown)
  let next = list.firstElementChild
  for (const { entry } of wanted) {
    const line = lines.get(entry.sequence) ?? createLine(entry)
    lines.delete(entry.sequence)
    if (line === next) next = next.nextElementSibling
    else list.insertBefore(line, next)
  }
  for (const line of lines.values()) line.remove()

  const bad = kept.filter(({ entry }) => entry.kind === 'bad').length
  const words = search.value.trim() === '' ? '' : `, ${found.length} found`
  state.textContent = `${kept.length - bad} good, ${bad} bad${words}`
  element('#empty').hidden = kept.length > 0
  element('#more').hidden = found.length <= shown
}

/** The entries that hold every word that is searched for, newest first. */
function matching() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
  const { value: kind } = /** @type {HTMLInputElement} */ (element('[name=kind]:checked'))
  return kept
    .filter(
      ({ entry, text }) =>
        (kind === 'all' || entry.kind === kind) && words.every((word) => text.includes(word)),
    )
    .reverse()
}

/** @param {PageEntry} entry */
function createLine(entry) {
  const line = /** @type {HTMLElement} */ (template.content.cloneNode(true)).children[0]
  if (!(line instanceof HTMLElement)) throw new Error('The template has no line')
  line.className = entry.kind
  line.dataset['n'] = String(entry.sequence)
  const at = new Date(entry.time)
  const time = /** @type {HTMLTimeElement} */ (line.querySelector('time'))
  time.dateTime = at.toISOString()
  time.textContent = `${at.toTimeString().slice(0, 8)}.${String(at.getMilliseconds()).padStart(3, '0')}`
  const write = (/** @type {string} */ selector, /** @type {string} */ text) => {
    const place = line.querySelector(selector)
    if (place) place.textContent = text
  }
  write('.kind', entry.kind)
  write('.name', entry.name)
  write('.detail', entry.kind === 'bad' ? entry.reasons.join('; ') : entry.detail)
  write('.namespace', entry.namespace)
  const details = /** @type {HTMLDetailsElement} */ (line.querySelector('details'))
  details.addEventListener('toggle', () => {
    if (details.open) opened.add(entry.sequence)
    else opened.delete(entry.sequence)
    if (details.open && details.children.length === 1) details.append(createBody(entry))
  })
  details.open = opened.has(entry.sequence)
  return line
}

/** @param {PageEntry} entry */
function createBody({ reasons, internal, contexts, fields }) {
  const body = document.createElement('div')
  body.className = 'body'
  if (reasons.length > 0) body.append(heading('Why it is bad'), items(reasons))
  if (internal) {
    body.append(heading('Definition'), paragraph(internal.definition))
    body.append(heading('Metrics that select it'))
    body.append(internal.metrics.length > 0 ? items(internal.metrics) : paragraph('none'))
  }
  for (const context of contexts) {
    const { schema, data } = /** @type {{ schema: string, data: unknown }} */ (context)
    body.append(heading(schema), json(data))
  }
  body.append(heading('Fields as sent'), table(fields))
  return body
}

/** @param {string} text */
function heading(text) {
  return withText('h2', text)
}

/** @param {string} text */
function paragraph(text) {
  return withText('p', text)
}

/** @param {unknown} data */
function json(data) {
  return withText('pre', JSON.stringify(data, null, 2))
}

/** @param {readonly string[]} texts */
function items(texts) {
  const list = document.createElement('ul')
  list.append(...texts.map((text) => withText('li', text)))
  return list
}

/** @param {Readonly<Record<string, unknown>>} fields */
function table(fields) {
  const list = document.createElement('dl')
  for (const [field, value] of Object.entries(fields)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    list.append(withText('dt', field), withText('dd', text))
  }
  return list
}

/**
 * @param {string} name
 * @param {string} text
 */
function withText(name, text) {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
