// @vitest-environment jsdom
import { afterEach, expect, test } from 'vitest'
import { InternalEvents, setPageContext } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'

const NAME = 'click_copy_install_command'
const other =
  'Check that the block reaches the code that tracks, and awaits the work that it starts. .within(ms) waits for later events.'
const bind =
  'The document has an element that tracks "click_copy_install_command", but nothing listens to its clicks. Bind the document before the click: InternalEvents.bindInternalEventDocument(document)'
const render = (html: string) => {
  document.body.innerHTML = html
}
const button = `<section><button data-event-tracking="${NAME}">Copy</button></section>`
const messageOfClick = () =>
  messageOf(() =>
    expect(() => document.querySelector('button')?.click()).toTriggerInternalEvents(NAME),
  )

const disposes: (() => void)[] = []
const listenTo = (selector: string) => {
  const root = document.querySelector(selector) as Element
  const dispose = InternalEvents.bindInternalEventDocument(root)
  if (dispose) disposes.push(dispose)
}

afterEach(() => {
  for (const dispose of disposes.splice(0)) dispose()
  render('')
})

test('a click on an element that nothing listens to', async () => {
  render(button)
  expect(await messageOfClick()).toBe(`expect(block).toTriggerInternalEvents("${NAME}")

Expected "${NAME}" to be triggered once, but the block triggered no internal events.

Expected: "${NAME}" once
Recorded: nothing

${bind}.`)
})

test('an element that also tracks its load', async () => {
  render(`<button data-event-tracking="${NAME}" data-event-tracking-load="true">Copy</button>`)
  expect((await messageOfClick()).split('\n\n').at(-1)).toBe(
    `${bind}, or have the block track its load: InternalEvents.trackInternalLoadEvents().`,
  )
})

test('a bound root beside the element does not count, one around it does', async () => {
  render(`<aside></aside>${button}`)
  listenTo('aside')
  expect(await messageOfClick()).toContain(bind)
  listenTo('section')
  const { innerHTML } = document.body
  await expect(() => document.querySelector('button')?.click()).toTriggerInternalEvents(NAME)
  expect(document.body.innerHTML).toBe(innerHTML)
  expect(await messageOf(() => expect(() => {}).toTriggerInternalEvents(NAME))).toContain(other)
})

test('one of several elements is listened to', async () => {
  render(`<aside>${button}</aside>${button}`)
  listenTo('aside')
  expect(await messageOf(() => expect(() => {}).toTriggerInternalEvents(NAME))).toContain(other)
})

test('an element of another event, and a page without Snowplow', async () => {
  render(button.replace(NAME, 'filter_package_list'))
  expect(await messageOfClick()).toContain(other)
  render(button)
  setPageContext({ snowplow: false })
  expect(await messageOfClick()).toContain(other)
})
