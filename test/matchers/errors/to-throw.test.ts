import { expect, test } from 'vitest'
import { TrackingError, trackInternalEvent, usageMetrics } from '../../../src/entries/index.ts'
import { pull } from '../events/pull-package.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'
import { unchecked } from '../unchecked.ts'

class Refused extends Error {}
const run = () => {
  pull()
  throw new Refused('no entry')
}
const later = async () => {
  await Promise.resolve()
  run()
}
const pulled = (block: () => unknown = run) => expect(block).toTriggerInternalEvents('pull_package')

test.each<[string, unknown[]]>([
  ['any error', []],
  ['a class', [Refused]],
  ['a class above it', [Error]],
  ['a part of the message', ['entry']],
  ['a pattern', [/^no/g]],
  ['an asymmetric matcher', [expect.objectContaining({ message: 'no entry' })]],
  ['an error', [new Refused('no entry')]],
  ['an object with the message', [{ message: 'no entry' }]],
])('the error of the block is claimed by %s', async (_name, expected) => {
  const args = expected as [string]
  await pulled().and.toThrow(...args)
  await pulled(later).and.toReject(...args)
  await pulled()
    .and.toThrow(...args)
    .and.toIncrementUsageMetrics('counts.package_pulls')
    .and.not.toTriggerInternalEvents('push_package')
  pulled().and.toThrow(...args)
})

test.each<[string, unknown, unknown]>([
  ['a string', 'no entry', 'entry'],
  ['undefined', undefined, 'undefined'],
  ['null', null, /^null$/],
  ['an object whose message is no string', { message: 5 }, '[object Object]'],
])('%s that the block throws is compared as text', async (_name, error, expected) => {
  const block = () => {
    pull()
    throw error
  }
  await pulled(block).and.toThrow(expected as string)
})

test('errors are compared as toEqual compares them, by testers of the runner too', async () => {
  let inUse = true
  const isCaseBlind = (one: unknown, other: unknown) =>
    inUse && one instanceof Refused && other instanceof Refused
      ? one.message.toLowerCase() === other.message.toLowerCase()
      : undefined
  expect.addEqualityTesters([isCaseBlind])
  await pulled().and.toThrow(new Refused('NO ENTRY'))
  inUse = false
  expect(await messageOf(() => pulled().and.toThrow(new Refused('NO ENTRY')))).toContain(
    'to throw the error Error: NO ENTRY, but it threw Error: no entry.',
  )
})

test('the events of such a block are judged as ever', async () => {
  expect(await messageOf(() => pulled().twice().and.toThrow(Refused))).toContain(
    'Expected "pull_package" to be triggered twice, but it was triggered once.',
  )
  let value = 1
  await expect(() => {
    value = 2
    throw new Refused()
  })
    .toChange(() => value)
    .to(2)
    .and.toThrow(Refused)
})

test('an error that nobody claims is passed on as it is, when the chain is complete', async () => {
  const error = new Refused('no entry')
  const { stack } = error
  const block = () => {
    throw error
  }
  for (const assertion of [
    expect(block).toTriggerInternalEvents('pull_package'),
    expect(block).not.toTriggerInternalEvents(),
    expect(block).toIncrementUsageMetrics('counts.package_pulls').by(2),
    expect(async () => block()).toNotTriggerInternalEvents(),
  ]) {
    expect(await Promise.resolve(assertion).catch((reason: unknown) => reason)).toBe(error)
  }
  expect(error.stack).toBe(stack)
  expect(usageMetrics.value('counts.package_pulls')).toBe(0)
})

test('another error fails, and none', async () => {
  expect(
    await messageOf(() => pulled().and.toThrow(TypeError)),
  ).toBe(`expect(block).toThrow(TypeError)

Expected the block to throw an error of class TypeError, but it threw Error: no entry.

Expected: an error of class TypeError
Recorded: Error: no entry

Correct the block, or the expected error.`)
  expect(
    await messageOf(() => pulled(() => pull()).and.toThrow('entry')),
  ).toBe(`expect(block).toThrow("entry")

Expected the block to throw an error whose message contains "entry", but it ended without an error.

Expected: an error whose message contains "entry"
Recorded: no error

Correct the block, or the expected error.`)
  expect(await messageOf(() => pulled().and.toThrow(new Refused('other')))).toContain(
    'to throw the error Error: other, but it threw Error: no entry.',
  )
  expect(await messageOf(() => pulled(later).and.toReject({ message: 'no' }))).toContain(
    'to reject with an error whose message is "no", but it rejected with Error: no entry.',
  )
})

test.each<[string, unknown[]]>([
  ['an error', []],
  ['an error whose message matches /^no way/', [/^no way/]],
  [
    'an error like ObjectContaining {"message": "no way"}',
    [expect.objectContaining({ message: 'no way' })],
  ],
])('says that it wanted %s', async (wanted, args) => {
  const block = () => {
    pull()
    if (args.length > 0) throw new Refused('no entry')
  }
  const end = args.length > 0 ? 'threw Error: no entry' : 'ended without an error'
  const message = await messageOf(() => pulled(block).and.toThrow(...(args as [RegExp])))
  expect(message).toContain(
    `Expected the block to throw ${wanted}, but it ${end}.\n\nExpected: ${wanted}\nRecorded: `,
  )
})

test('throwing and rejecting are told apart', async () => {
  expect(await messageOf(() => pulled(later).and.toThrow(/entry/))).toMatch(
    /^expect\(block\).toThrow\(\/entry\/\)\n.+The error came with the promise that the block returns: use .and.toReject\(\).$/s,
  )
  expect(await messageOf(() => pulled().and.toReject())).toContain(
    'The block threw before it returned a promise: use .and.toThrow().',
  )
})

test('a refusal that the block lets through is claimed, and hides nothing', async () => {
  await expect(() => trackInternalEvent('pull_packag'))
    .toNotTriggerInternalEvents()
    .and.toThrow(TrackingError)
})

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['null', null],
  ['5', 5],
  ['a function that is not a class', () => {}],
  ['{}', {}],
])('refuses to compare an error with %s', (name, expected) => {
  expect(misuseOf(() => pulled().and.toThrow(expected as never), 'INVALID_EXPECTATION')).toContain(
    `: it cannot compare an error with ${name}. Pass a class, a part of the message, a RegExp, an asymmetric matcher or an error, or nothing for any error.`,
  )
})

test.each(['toThrow', 'toReject'] as const)('refuses a second argument of %s', (name) => {
  expect(misuseOf(() => unchecked(pulled()).and[name]('a', 'b'), 'INVALID_EXPECTATION')).toContain(
    `.and.${name}("a", "b"): it takes one argument. Leave out what is more.`,
  )
})

test.each(['toThrow', 'toReject'])('refuses .and.not.%s()', (name) => {
  const { not } = pulled().twice().and as never as { not: Record<string, () => unknown> }
  expect(misuseOf(() => not[name]?.())).toBe(
    `Failed to check expect(block).toTriggerInternalEvents("pull_package").twice(): .and.not.${name}() says nothing, since an error that the block lets through fails the assertion anyway. Leave it out.`,
  )
})

test('the error of an argument names the whole chain', () => {
  const assert = () =>
    pulled()
      .once()
      .and.toThrow({} as never)
  expect(misuseOf(assert, 'INVALID_EXPECTATION')).toMatch(
    /^Failed to check expect\(block\)\.toTriggerInternalEvents\("pull_package"\)\.once\(\)\.and\.toThrow\(\{\}\): it cannot/,
  )
})

test('refuses a chain', () => {
  expect(misuseOf(() => (pulled().and.toThrow() as ReturnType<typeof pulled>).twice())).toContain(
    'toThrow does not take .twice(). Leave out .twice().',
  )
})
