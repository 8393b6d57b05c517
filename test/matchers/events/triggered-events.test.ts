import { expect, test, vi } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { pull, pullTwice, user } from './pull-package.ts'

test('passes once by default, each of the names, whatever else is triggered', async () => {
  const block = () => {
    pull()
    trackInternalEvent('delete_package')
    trackInternalEvent('click_copy_install_command')
  }
  await expect(block).toTriggerInternalEvents('pull_package', 'delete_package')
  await expect(pullTwice).not.toTriggerInternalEvents('delete_package')
})

test('passes with each count', async () => {
  const times = (count: number) => () => {
    for (let index = 0; index < count; index++) pull()
  }
  const name = 'pull_package'
  await expect(times(0)).toTriggerInternalEvents(name).never()
  await expect(times(1)).toTriggerInternalEvents(name).once()
  await expect(times(2)).toTriggerInternalEvents(name).twice()
  await expect(times(3)).toTriggerInternalEvents(name).thrice()
  await expect(times(4)).toTriggerInternalEvents(name).times(4)
  await expect(times(5)).toTriggerInternalEvents(name).exactly(5)
  await expect(times(2)).toTriggerInternalEvents(name).atLeast(2)
  await expect(times(9)).toTriggerInternalEvents(name).atLeast(2)
  await expect(times(2)).toTriggerInternalEvents(name).atMost(2)
  await expect(times(0)).toTriggerInternalEvents(name).atMost(2)
  await expect(times(2)).toTriggerInternalEvents(name).atLeast(1).atMost(3)
})

test('only the events that match count', async () => {
  await expect(() => {
    pull({ user })
    pull({ user: { id: 2 } })
  })
    .toTriggerInternalEvents('pull_package')
    .with({ user })
    .once()
})

test('passes where the queue of microtasks is faked, as Jest does', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'queueMicrotask', 'Date'] })
  try {
    await expect(async () => pull()).toTriggerInternalEvents('pull_package')
  } finally {
    vi.useRealTimers()
  }
})

test('fails for each count that is not met', async () => {
  const failing = [
    expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .never(),
    expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .twice(),
    expect(pullTwice).toTriggerInternalEvents('pull_package').once(),
    expect(pullTwice).toTriggerInternalEvents('pull_package').thrice(),
    expect(pullTwice).toTriggerInternalEvents('pull_package').exactly(1),
    expect(pullTwice).toTriggerInternalEvents('pull_package').atMost(1),
  ]
  for (const assertion of failing) await messageOf(() => assertion)
})
