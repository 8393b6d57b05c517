import { expect, test } from 'vitest'
import { InternalEvents, setPageContext } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'

const NAME = 'click_copy_install_command'
const click = () => InternalEvents.trackEvent(NAME)
const stepFor = async (expected: object) => {
  const message = await messageOf(() => expect(click).toTriggerInternalEvents(NAME).with(expected))
  return message.split('\n\n').at(-1)
}

test('identifiers of the front end come from the page', async () => {
  expect(await stepFor({ user: { id: 1 } })).toBe(
    'Give the page a user: setPageContext({ user }). Or leave user out of .with().',
  )
  setPageContext({ user: { id: 2 } })
  expect(await stepFor({ user: { id: 1 } })).toBe(
    'Correct user of the page, setPageContext({ user }), or in .with().',
  )
  expect(await stepFor({ user: { id: 2 }, additionalProperties: { label: 'npm' } })).toBe(
    'Pass additionalProperties.label where the event is tracked, or leave it out of .with().',
  )
})
