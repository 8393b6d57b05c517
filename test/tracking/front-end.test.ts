import { expect, test } from 'vitest'
import { fakes, InternalEvents, setPageContext, usageMetrics } from '../../src/entries/index.ts'
import { contextsOf } from './contexts-of.ts'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }

test('the front end takes its identifiers from the page', () => {
  setPageContext({ user, project })
  InternalEvents.trackEvent('click_copy_install_command', { label: 'npm' }, 'packages:show')
  expect(fakes.journal.events[0]).toMatchObject({
    category: 'packages:show',
    user,
    project,
    namespace: { id: 3 },
    additionalProperties: { label: 'npm' },
    source: 'frontend',
  })
  expect(contextsOf()['gitlab_standard']?.data['source']).toBe('gitlab-javascript')
  expect(usageMetrics.value('counts.install_command_copies')).toBe(1)
})

test('the front end counts nothing without a user, since the end point needs a session', () => {
  InternalEvents.trackEvent('click_copy_install_command')
  expect(fakes.journal.events[0]?.category).toBeUndefined()
  expect(usageMetrics.value('counts.install_command_copies')).toBe(0)
})

test('the front end has a type check of its own, which falsy values skip', () => {
  const label = 3 as unknown as string
  expect(() => InternalEvents.trackEvent('click_copy_install_command', { label })).toThrow(
    new Error('label should be of type: string. Provided type is: number.'),
  )
  const value = '3' as unknown as number
  expect(() => InternalEvents.trackEvent('click_copy_install_command', { value })).toThrow(
    new Error('value should be of type: number. Provided type is: string.'),
  )
  InternalEvents.trackEvent('click_copy_install_command', { label: '' })
  expect(fakes.journal.events).toHaveLength(1)
})
