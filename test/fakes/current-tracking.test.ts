import { afterEach, expect, test, vi } from 'vitest'
import { fakes, setPageContext } from '../../src/entries/index.ts'

afterEach(() => void vi.resetModules())

test('every copy of the package tracks for the running test', async () => {
  vi.resetModules()
  const copy = await import('../../src/entries/index.ts')
  expect(copy.fakes).not.toBe(fakes)
  copy.trackInternalEvent('pull_package', { user: { id: 1 } })
  const returned = copy.withBatchedRedisWrites(() => {
    copy.trackInternalEvent('pull_package', { user: { id: 1 } })
    expect(fakes.counters.read('{event_counters}_pull_package')).toBe(1)
    return 'returned'
  })
  setPageContext({ user: { id: 1 } })
  copy.InternalEvents.trackEvent('click_copy_install_command')
  expect(returned).toBe('returned')
  expect(fakes.counters.read('{event_counters}_pull_package')).toBe(2)
  expect(fakes.journal.events.map(({ name }) => name)).toEqual([
    'pull_package',
    'pull_package',
    'click_copy_install_command',
  ])
})

test('the functions that track have their names', async () => {
  vi.resetModules()
  const { InternalEvents, trackInternalEvent } = await import('../../src/entries/index.ts')
  expect([trackInternalEvent.name, InternalEvents.trackEvent.name]).toEqual([
    'trackInternalEvent',
    'trackEvent',
  ])
})
