import * as cheerio from 'cheerio'
import { expect, test, vi } from 'vitest'
import { messageOf } from '../message-of.ts'
import { NAME, tracked } from './tracked.ts'

test('passes on one element that carries everything, whatever else there is', async () => {
  const html = `
    ${tracked('data-event-label="maven"')}
    ${tracked('data-event-label="npm" data-event-value="2"', 'a')}
    <p data-event-tracking="push_package"></p>`
  await expect(html)
    .toTriggerInternalEvents(NAME)
    .onClick()
    .with({ additionalProperties: { label: 'npm', value: 2 } })
  await expect(html).toTriggerInternalEvents('push_package')
})

test('passes with asymmetric matchers at any depth', async () => {
  await expect(tracked('data-event-label="npm" data-event-value="2"'))
    .toTriggerInternalEvents(NAME)
    .with({ additionalProperties: expect.objectContaining({ label: expect.any(String) }) })
})

test('passes with no properties when none are expected', async () => {
  await expect(tracked('')).toTriggerInternalEvents(NAME).with({ additionalProperties: {} })
})

test('passes with the category of the page', async () => {
  const page = `<body data-page="packages:index">${tracked('')}</body>`
  await expect(page).toTriggerInternalEvents(NAME).with({ category: 'packages:index' })
  await expect(cheerio.load(page)('button'))
    .toTriggerInternalEvents(NAME)
    .with({ category: 'packages:index' })
})

test('passes in either way of firing when none is named; loading elements fire on click too', async () => {
  const html = tracked('data-event-tracking-load="true"')
  await expect(html).toTriggerInternalEvents(NAME)
  await expect(html).toTriggerInternalEvents(NAME).onLoad()
  await expect(html).toTriggerInternalEvents(NAME).onClick()
  await expect(html).toTriggerInternalEvents(NAME).onClick().onLoad()
})

test('passes beside an assertion on a block that is still running', async () => {
  const running = expect(async () => {
    await vi.dynamicImportSettled()
  }).not.toIncrementUsageMetrics('counts.package_pulls')
  await expect(tracked('')).toTriggerInternalEvents(NAME)
  await running
})

test('left alone, its verdict falls before the test ends', () => {
  expect(tracked('')).toTriggerInternalEvents(NAME).onClick()
})

test('attributes on different elements never add up', async () => {
  const html = `
    ${tracked('data-event-label="maven" data-event-value="2"')}
    <a data-event-label="npm">${tracked('data-event-label="npm"')}</a>`
  await messageOf(() =>
    expect(html)
      .toTriggerInternalEvents(NAME)
      .with({ additionalProperties: { label: 'npm', value: 2 } }),
  )
})

test('fails when one element loads and another has the properties', async () => {
  const html = tracked('data-event-tracking-load="true"') + tracked('data-event-label="npm"')
  await messageOf(() =>
    expect(html)
      .toTriggerInternalEvents(NAME)
      .onLoad()
      .with({ additionalProperties: { label: 'npm' } }),
  )
})
