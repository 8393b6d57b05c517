// @ts-check
/** @import { PageEntry } from '../src/collector/micro/page-entry.ts' */
import { FIELDS } from './fields.js'

/** The length of a value that is shown without folding it. */
const FOLDED = 300

const template = /** @type {HTMLTemplateElement} */ (document.querySelector('#line'))

/**
 * Makes the line of an entry. Its body is made when it is opened.
 * @param {PageEntry} entry
 * @param {Set<number>} opened
 * @param {() => void} changed
 */
export function createLine(entry, opened, changed) {
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
  write('.name', cut(entry.name))
  write('.mark', markOf(entry))
  write('.detail', cut(entry.kind === 'bad' ? entry.reasons.join('; ') : entry.detail))
  write('.namespace', cut(entry.namespace))
  const details = /** @type {HTMLDetailsElement} */ (line.querySelector('details'))
  details.addEventListener('toggle', () => {
    if (details.open) opened.add(entry.sequence)
    else opened.delete(entry.sequence)
    if (details.open && details.children.length === 1) details.append(createBody(entry))
    changed()
  })
  details.open = opened.has(entry.sequence)
  return line
}

/** @param {string} text */
function cut(text) {
  return text.length > FOLDED ? `${text.slice(0, FOLDED)}…` : text
}

/**
 * Tells what is wrong with the definition of an internal event.
 * @param {PageEntry} entry
 */
function markOf({ internal }) {
  if (!internal || internal.state === 'defined' || internal.state === 'unknown') return ''
  return internal.nearest === null
    ? internal.state
    : `${internal.state}; did you mean ${internal.nearest}?`
}

/** @param {PageEntry} entry */
function createBody(entry) {
  const { reasons, internal, contexts, fields, body: sent } = entry
  const body = document.createElement('div')
  body.className = 'body'
  body.append(copiers(entry))
  if (reasons.length > 0) body.append(heading('Why it is bad'), items(reasons))
  if (internal) {
    const mark = markOf(entry)
    const place = internal.place === null ? [] : [internal.place]
    const text = [...place, ...(mark === '' ? [] : [mark])].join(', ')
    body.append(heading('Definition'), withText('p', text || 'no definitions here'))
    if (internal.metrics.length > 0) {
      body.append(heading('Metrics that select it'), items(internal.metrics))
    }
  }
  for (const context of contexts) {
    const { schema, data } = /** @type {{ schema: string, data: unknown }} */ (context)
    body.append(heading(schema), folded('pre', JSON.stringify(data, null, 2)))
  }
  if (Object.keys(fields).length > 0) body.append(heading('Fields as sent'), table(fields))
  if (sent !== null) body.append(heading('Body as sent'), folded('pre', sent))
  return body
}

/** @param {PageEntry} entry */
function jsonOf({ name, kind, namespace, time, fields, body, contexts, reasons }) {
  const at = new Date(time).toISOString()
  const sent = body === null ? { fields } : { body }
  return JSON.stringify({ name, kind, namespace, time: at, ...sent, contexts, reasons }, null, 2)
}

/**
 * Makes the buttons that copy an entry.
 * @param {PageEntry} entry
 */
function copiers(entry) {
  const line = document.createElement('p')
  line.append(copier('Copy as JSON', jsonOf(entry)))
  const { internal, assertion } = entry
  if (internal === null) return line
  const button = copier('Copy as assertion', assertion ?? '')
  button.disabled = assertion === null
  if (button.disabled)
    button.title = `An assertion refuses the name of an event that is ${internal.state}`
  line.append(button)
  return line
}

/**
 * @param {string} label
 * @param {string} text
 */
function copier(label, text) {
  const button = document.createElement('button')
  button.textContent = label
  button.type = 'button'
  button.addEventListener('click', async () => {
    button.textContent = (await copy(text)) ? 'Copied' : 'Not allowed to copy'
    setTimeout(() => {
      button.textContent = label
    }, 2000)
  })
  return button
}

/** @param {string} text */
async function copy(text) {
  try {
    // Only where the page is of this machine, or behind https.
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** @param {string} text */
function heading(text) {
  return withText('h2', cut(text))
}

/** @param {readonly string[]} texts */
function items(texts) {
  const list = document.createElement('ul')
  for (const text of texts) {
    const item = document.createElement('li')
    item.append(folded('span', text))
    list.append(item)
  }
  return list
}

/** @param {Readonly<Record<string, unknown>>} fields */
function table(fields) {
  const list = document.createElement('dl')
  for (const [field, value] of Object.entries(fields)) {
    const name = withText('dt', cut(field))
    const meaning = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined
    if (meaning) name.append(' ', withText('small', meaning))
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    const place = document.createElement('dd')
    place.append(folded('span', text))
    list.append(name, place)
  }
  return list
}

/**
 * Shows a text; a long one by its beginning, which opens.
 * @param {'pre' | 'span'} name
 * @param {string} text
 */
function folded(name, text) {
  if (text.length <= FOLDED) return withText(name, text)
  const details = document.createElement('details')
  details.className = 'long'
  const summary = withText('summary', `${text.slice(0, 100)}… `)
  summary.append(withText('small', `all ${text.length} characters`))
  details.append(summary, withText('pre', text))
  return details
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
