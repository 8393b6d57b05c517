import * as cheerio from 'cheerio'
import { Window } from 'happy-dom'
import { JSDOM } from 'jsdom'
import { expect, test } from 'vitest'
import { compare, printTable } from './compare.mjs'

const NAME = 'click_copy_install_command'
const SELECTOR = `[data-event-tracking="${NAME}"]`

/** A page of about so many bytes, with the tracked button in the middle. */
function page(bytes) {
  const row = (index) =>
    `<div class="row" id="row-${index}"><span class="name">package ${index}</span><a href="/${index}" class="link">show</a></div>`
  const rows = Array.from({ length: Math.round(bytes / row(1000).length) }, (_, index) =>
    row(index),
  )
  rows.splice(
    rows.length / 2,
    0,
    `<button data-event-tracking="${NAME}" data-event-label="npm">Copy</button>`,
  )
  return `<!doctype html><html><body><main>${rows.join('')}</main></body></html>`
}

const SIZES = [
  ['10 KB', page(10_000), { calls: 20, rounds: 61 }],
  ['1 MB', page(1_000_000), { calls: 1, rounds: 31 }],
]

function rowsOf(size, times) {
  const [[, base], ...others] = Object.entries(times)
  return others.map(([what, time]) => ({
    page: size,
    what,
    'µs by hand': base.toFixed(0),
    'µs ours': time.toFixed(0),
    ratio: (time / base).toFixed(2),
  }))
}

test('a string', async () => {
  const rows = []
  for (const [size, html, options] of SIZES) {
    const times = await compare(
      {
        'by hand': () => {
          const $ = cheerio.load(html)
          expect($(SELECTOR).attr('data-event-label')).toBe('npm')
        },
        'a string': () =>
          expect(html)
            .toTriggerInternalEvents(NAME)
            .onClick()
            .with({ additionalProperties: { label: 'npm' } }),
      },
      options,
    )
    rows.push(...rowsOf(size, times))
  }
  printTable('HTML in a string, against cheerio.load and attr()', rows)
})

test('a DOM', async () => {
  const rows = []
  for (const [size, html, options] of SIZES) {
    const window = new Window()
    window.document.write(html)
    for (const [name, document] of [
      ['jsdom', new JSDOM(html).window.document],
      ['happy-dom', window.document],
    ]) {
      const other = document.cloneNode(true)
      other.querySelector('button').remove()
      let changes = 0
      // A DOM that did not change may answer from its cache.
      const change = () => {
        changes++
        document.body.setAttribute('data-changes', String(changes))
        other.body.setAttribute('data-changes', String(changes))
      }
      const times = await compare(
        {
          'by hand': () => {
            change()
            expect(document.querySelector(SELECTOR).getAttribute('data-event-label')).toBe('npm')
          },
          [name]: () => {
            change()
            return expect(document)
              .toTriggerInternalEvents(NAME)
              .onClick()
              .with({ additionalProperties: { label: 'npm' } })
          },
        },
        options,
      )
      rows.push(...rowsOf(size, times))
      const none = await compare(
        {
          'by hand': () => {
            change()
            expect(other.querySelector('[data-event-tracking]')).toBeNull()
          },
          [`${name}, .not`]: () => {
            change()
            return expect(other).not.toTriggerInternalEvents()
          },
        },
        options,
      )
      rows.push(...rowsOf(size, none))
    }
  }
  printTable('A DOM, against querySelector and getAttribute', rows)
})
