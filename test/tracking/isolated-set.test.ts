import { expect, test } from 'vitest'
import { createInternalEvents, fakes } from '../../src/entries/index.ts'

const user = { id: 1 }

test('an isolated set shares nothing with the fakes of the test', () => {
  const set = createInternalEvents({ page: { user } })
  set.trackInternalEvent('pull_package', { user })
  set.InternalEvents.trackEvent('click_copy_install_command')
  expect(set.journal.events.map(({ name }) => name)).toEqual([
    'pull_package',
    'click_copy_install_command',
  ])
  expect(set.journal.events[0]?.payload).toBeDefined()
  expect(fakes.journal.events).toEqual([])
  expect(fakes.counters.keys()).toEqual([])
})

test('an isolated set uses the tracker that it is given', () => {
  const set = createInternalEvents({ tracker: fakes.tracker })
  set.trackInternalEvent('pull_package', { user })
  expect(set.journal.events).toHaveLength(1)
  expect(fakes.journal.events).toMatchObject([{ name: 'pull_package', source: 'tracker' }])
})
