import { expect, test } from 'vitest'
import { messageOf } from '../message-of.ts'
import { tracked } from './tracked.ts'

test('.not passes where nothing tracks', async () => {
  await expect('<p data-event-label="npm">').not.toTriggerInternalEvents()
  await expect('<p data-event-label="npm">').toNotTriggerInternalEvents()
})

test('.not fails wherever something does', async () => {
  const html = tracked('data-event-label="npm"')
  expect(await messageOf(() => expect(html).not.toTriggerInternalEvents())).toMatchInlineSnapshot(`
    "expect(html).not.toTriggerInternalEvents()

    Expected no element to track events, but 1 element does.

    Expected: no data-event-tracking
    Found:
      <button data-event-tracking="filter_package_list" data-event-label="npm">

    Remove data-event-tracking, or expect the event with toTriggerInternalEvents."
  `)
  const two = `${html}<i data-event-tracking></i>`
  expect(await messageOf(() => expect(two).toNotTriggerInternalEvents())).toMatchInlineSnapshot(`
    "expect(html).toNotTriggerInternalEvents()

    Expected no element to track events, but 2 elements do.

    Expected: no data-event-tracking
    Found:
      <button data-event-tracking="filter_package_list" data-event-label="npm">
      <i data-event-tracking="">

    Remove data-event-tracking, or expect the event with toTriggerInternalEvents."
  `)
  const misspelt = '<i data-event-tracking="pull_packages">'
  expect(await messageOf(() => expect(misspelt).not.toTriggerInternalEvents())).toContain(
    'Remove data-event-tracking: no definition has such an event.',
  )
})
