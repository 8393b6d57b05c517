import { format, inspect } from 'node:util'
import { expect as expectOfJest } from 'expect'
import { describe, expect, test } from 'vitest'
import { CHAIN_METHODS } from '../../src/assertions/chain-methods.ts'
import { MatcherError } from '../../src/entries/index.ts'
import { beginTest, runToEnd } from '../../src/fakes/index.ts'
import { pull, pullTwice } from '../matchers/events/pull-package.ts'
import { NAME, tracked } from '../matchers/html/tracked.ts'
import { messageOf } from '../matchers/message-of.ts'
import { misuseOf } from '../matchers/misuse-of.ts'
import { type UncheckedChain, unchecked, uncheckedExpect } from '../matchers/unchecked.ts'

/** A word that is written without its call says nothing, so the claim is not what it seems to be. */
const pulled = (block: () => unknown = () => pull()) =>
  unchecked(expect(block).toTriggerInternalEvents('pull_package'))
const pulledLater = () =>
  pulled(async () => {
    await Promise.resolve()
    pull()
  })
const moved = () => unchecked(expect(() => pull()).toIncrementUsageMetrics('counts.package_pulls'))
const changed = () => {
  let value = 0
  return unchecked(expect(() => ++value).toChange(() => value))
}
const inHtml = () => unchecked(expect(tracked('')).toTriggerInternalEvents(NAME))
const PULLED = 'Failed to check expect(block).toTriggerInternalEvents("pull_package")'
const NO_CLAIM =
  ': no matcher behind .and is called, so it makes no claim. Call one, as in .and.toThrow(), or leave out .and.'

/** Awaits what a test in JavaScript may write, whatever that is. */
const whole = (write: () => unknown) => messageOf(async () => void (await write()))
/** Returns the message with which a test fails that leaves the assertion alone. */
const leftAlone = (write: () => unknown): Promise<string> =>
  runToEnd(beginTest('the inner test'), async () => void write()).then(
    () => 'none',
    (error: Error) => error.message,
  )

test.each<[string, (chain: UncheckedChain) => unknown, string]>([
  ['.never', (chain) => chain.never, ': .never is not called. Write .never().'],
  ['.twice', (chain) => chain.twice, ': .twice is not called. Write .twice().'],
  ['.once', (chain) => chain.once, ': .once is not called. Write .once().'],
  ['.inOrder', (chain) => chain.inOrder, ': .inOrder is not called. Write .inOrder().'],
  ['.atLeast', (chain) => chain.atLeast, ': .atLeast is not called. Write .atLeast(…).'],
  ['.exactly', (chain) => chain.exactly, ': .exactly is not called. Write .exactly(…).'],
  ['.with', (chain) => chain.with, ': .with is not called. Write .with(…).'],
  ['.within', (chain) => chain.within, ': .within is not called. Write .within(…).'],
  [
    'a word behind a call',
    (chain) => chain.once().with,
    '.once(): .with is not called. Write .with(…).',
  ],
  [
    'a word before a call',
    (chain) => (chain.with as never as UncheckedChain).once(),
    '.once(): .with is not called. Write .with(…).',
  ],
  [
    'a word of another matcher',
    (chain) => chain.onClick,
    ': toTriggerInternalEvents does not take .onClick(). It takes .once(), .twice(), .thrice(), .never(), .times(), .exactly(), .atLeast(), .atMost(), .with(), .within(), .inOrder().',
  ],
  [
    'a word of a claim behind .and',
    (chain) => chain.and.toIncrementUsageMetrics('counts.package_pulls').by,
    '.and.toIncrementUsageMetrics("counts.package_pulls"): .by is not called. Write .by(…).',
  ],
  [
    'a word before .and',
    (chain) =>
      (chain.twice as never as UncheckedChain).and.toIncrementUsageMetrics('counts.package_pulls'),
    '.and.toIncrementUsageMetrics("counts.package_pulls"): .twice is not called. Write .twice().',
  ],
  [
    '.times before .and',
    (chain) =>
      (chain.times as never as UncheckedChain).and.toTriggerInternalEvents('pull_package').times(1),
    '.and.toTriggerInternalEvents("pull_package").times(1): .times says no number. Write .times(3) or .exactly(3).times.',
  ],
  ['.and', (chain) => chain.and, NO_CLAIM],
  ['.and.not', (chain) => (chain.and as never as { not: unknown }).not, NO_CLAIM],
  ['.and.toThrow', (chain) => chain.and.toThrow, NO_CLAIM],
  ['.and.toTriggerInternalEvents', (chain) => chain.and.toTriggerInternalEvents, NO_CLAIM],
])('%s without a call is an error, awaited or not', async (_name, write, expected) => {
  expect(await leftAlone(() => write(pulled()))).toBe(PULLED + expected)
  // Nothing can await what is not a promise, and the test is told all the same.
  expect(await leftAlone(async () => void (await write(pulledLater())))).toBe(PULLED + expected)
})

test('awaited, it is an error on its line', async () => {
  for (const chain of [pulled, pulledLater]) {
    expect(await whole(() => chain().never)).toBe(
      `${PULLED}: .never is not called. Write .never().`,
    )
  }
  await expect(Promise.resolve(pulled().never)).rejects.toThrow(MatcherError)
  expect(await whole(() => moved().from)).toContain('.from is not called. Write .from(…).')
  expect(await whole(() => changed().to)).toContain('.to is not called. Write .to(…).')
})

test('rendered HTML has its words too', async () => {
  const html = 'Failed to check expect(html).toTriggerInternalEvents("filter_package_list")'
  for (const word of ['onClick', 'onLoad'] as const) {
    const message = `${html}: .${word} is not called. Write .${word}().`
    expect(await leftAlone(() => inHtml()[word])).toBe(message)
    expect(await whole(() => inHtml()[word])).toBe(message)
  }
  expect(await leftAlone(() => inHtml().onClick().with)).toBe(
    `${html}.onClick(): .with is not called. Write .with(…).`,
  )
  expect(await leftAlone(() => inHtml().never)).toBe(
    `${html}: toTriggerInternalEvents does not take .never() for rendered HTML. It takes .onClick(), .onLoad(), .with().`,
  )
})

test('a negation does not take the word either', async () => {
  const nothing = () => uncheckedExpect(expect(() => {}).not).toTriggerInternalEvents()
  expect(await whole(() => nothing().twice)).toBe(
    'Failed to check expect(block).not.toTriggerInternalEvents(): the negated form does not take .twice(). State the positive claim with its chain instead.',
  )
})

test('the error of the block comes first', async () => {
  const failing = () => {
    throw new TypeError('no')
  }
  expect(await whole(() => pulled(failing).never)).toBe('no')
})

test('a word that is read now and called later is said', async () => {
  const chain = pulled(pullTwice)
  chain.twice()
  await chain
  const { twice } = pulled(pullTwice)
  await twice()
  const again = pulled(pullTwice)
  void again.twice
  await again.twice()
  const { and } = pulled()
  and.toIncrementUsageMetrics('counts.package_pulls')
  await and.toThrow().catch(() => {})
  // As compilers to ES5 write .times(...[2]).
  const spread = pulled(pullTwice)
  await (spread.times as unknown as (count: number) => unknown).apply(spread, [2])
  await pulled(pullTwice).exactly(2).times
})

test('a word is refused after the verdict, also one that was read before it', async () => {
  const tooLate = (word: string) =>
    `${PULLED}: ${word} was called after the verdict had fallen. Chain on the same line, before await.`
  const chain = pulled()
  await chain
  expect(misuseOf(() => chain.never)).toBe(tooLate('.never()'))
  const { times } = pulled()
  const { and } = pulled()
  await Promise.allSettled([times, new Promise((resolve) => setTimeout(resolve, 1))])
  expect(misuseOf(() => times(2))).toBe(tooLate('.times()'))
  expect(misuseOf(() => and.toThrow())).toBe(tooLate('.and'))
})

describe('what looks at a promise says no word', () => {
  test.each<[string, (chain: UncheckedChain) => unknown]>([
    ['util.inspect', (chain) => inspect(chain)],
    [
      'util.inspect of every getter',
      (chain) => inspect(chain, { getters: true, showHidden: true }),
    ],
    [
      'util.inspect within an object',
      (chain) => inspect({ chain }, { getters: true, showHidden: true }),
    ],
    ['a log', (chain) => format('%s %o %O %j', chain, chain, chain, chain)],
    ['a string', (chain) => `${chain}`],
    ['JSON', (chain) => JSON.stringify({ chain })],
    [
      'a failed comparison',
      (chain) => {
        expect(() => expect({ chain }).toEqual({ chain: 1 })).toThrow('Promise')
      },
    ],
    ["a comparison of Jest's", (chain) => expectOfJest({ chain }).toEqual({ chain })],
    ['toEqual', (chain) => expect(chain).not.toEqual({ a: 1 })],
    ['toEqual of a promise', (chain) => expect(chain).toEqual(chain)],
    ['toStrictEqual', (chain) => expect(chain).not.toStrictEqual({})],
    ['toMatchObject', (chain) => expect({ chain }).toMatchObject({ chain })],
    [
      'for in',
      (chain) => {
        for (const _key in chain);
      },
    ],
    ['spreading', (chain) => ({ ...chain })],
    ['Promise.resolve', (chain) => Promise.resolve(chain).catch(() => {})],
    ['a list of promises', (chain) => Promise.allSettled([chain])],
    [
      'then',
      (chain) =>
        chain.then(
          () => {},
          () => {},
        ),
    ],
  ])('%s', async (_name, look) => {
    for (const make of [
      () => pulled(),
      () => pulled().once(),
      () => pulled().exactly(1).times as never as UncheckedChain,
    ]) {
      const chain = make()
      look(chain)
      await chain
    }
    const failing = pulled(pullTwice)
    look(failing)
    expect(await whole(() => failing)).toContain('Expected "pull_package" to be triggered once')
  })

  test('a printed promise shows its assertion', async () => {
    const chain = pulled().once()
    expect(inspect(chain)).toBe(
      'AssertionPromise { expect(block).toTriggerInternalEvents("pull_package").once() }',
    )
    await chain
    expect(inspect(chain.then(() => {}))).toBe('AssertionPromise { derived }')
  })
})

test('every word is a getter that printers do not list', () => {
  const prototype = Object.getPrototypeOf(pulled())
  for (const word of CHAIN_METHODS) {
    expect(Object.getOwnPropertyDescriptor(prototype, word)).toMatchObject({
      get: expect.any(Function),
      enumerable: false,
    })
  }
})
