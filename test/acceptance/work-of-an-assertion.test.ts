import { createHook } from 'node:async_hooks'
import { expect, test, vi } from 'vitest'
import { trackInternalEvent } from '../../src/entries/index.ts'

// The work that costs time on any machine, in the same number each time: no clock tells of a
// regression as surely. A change that needs more says why, and one that needs less says so here.

interface Work {
  readonly promises: number
  /** The calls of `JSON.parse`. */
  readonly parses: number
  /** The errors that are made, each of which captures a stack. */
  readonly stacks: number
}

async function count(run: () => unknown): Promise<Work> {
  const work = { promises: 0, parses: 0, stacks: 0 }
  const hook = createHook({
    init(_id, type) {
      if (type === 'PROMISE') work.promises++
    },
  })
  const parse = vi.spyOn(JSON, 'parse')
  const { Error: RealError } = globalThis
  globalThis.Error = new Proxy(RealError, {
    construct(target, args, newTarget) {
      work.stacks++
      return Reflect.construct(target, args, newTarget)
    },
  })
  hook.enable()
  try {
    await run()
  } finally {
    hook.disable()
    globalThis.Error = RealError
    work.parses = parse.mock.calls.length
    parse.mockRestore()
  }
  return work
}

/** Counts the work of code that has run before, without that of counting. */
async function workOf(run: () => unknown): Promise<Work> {
  await run()
  const nothing = await count(() => {})
  const { promises, ...work } = await count(run)
  return { ...work, promises: promises - nothing.promises }
}

const user = { id: 1 }
const additionalProperties = { label: 'npm' }
const pull = () => trackInternalEvent('pull_package', { user, additionalProperties })

test('a tracking call', async () => {
  expect(await workOf(pull)).toEqual({ promises: 0, parses: 0, stacks: 0 })
})

test('an assertion on an event', async () => {
  const assert = () => expect(pull).toTriggerInternalEvents('pull_package')
  expect(await workOf(assert)).toEqual({ promises: 11, parses: 0, stacks: 1 })
})

test('one with all of a chain', async () => {
  const assert = () =>
    expect(pull)
      .toTriggerInternalEvents('pull_package')
      .with({ user, additionalProperties })
      .once()
      .and.toIncrementUsageMetrics('counts.package_pulls')
  expect(await workOf(assert)).toEqual({ promises: 11, parses: 0, stacks: 1 })
})

test('a negation', async () => {
  const assert = () => expect(pull).not.toTriggerInternalEvents('push_package')
  expect(await workOf(assert)).toEqual({ promises: 11, parses: 0, stacks: 1 })
})

test('an assertion on rendered HTML', async () => {
  const html = '<a data-event-tracking="click_copy_install_command">Copy</a>'
  const assert = () => expect(html).toTriggerInternalEvents('click_copy_install_command')
  expect(await workOf(assert)).toEqual({ promises: 8, parses: 0, stacks: 1 })
})

test('an asynchronous block', async () => {
  const block = async () => pull()
  const assert = () => expect(block).toTriggerInternalEvents('pull_package')
  expect(await workOf(assert)).toEqual({ promises: 14, parses: 0, stacks: 1 })
})
