import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { MatcherContext } from '../../src/assertions/index.ts'
import { MatcherError } from '../../src/entries/index.ts'
import {
  BlockRun,
  beginTest,
  outsideRun,
  runToEnd,
  settleTest,
  trackInternalEvent,
} from '../../src/fakes/index.ts'
import { catchUnhandledFailures } from '../../src/fakes/unhandled-failures.ts'
import { matchers } from '../../src/matchers/index.ts'
import { countInOneStore } from '../fakes/count-in-one-store.ts'
import { pull, pullTwice } from '../matchers/events/pull-package.ts'
import { messageOf } from '../matchers/message-of.ts'
import { misuseOf } from '../matchers/misuse-of.ts'
import { unchecked, uncheckedExpect } from '../matchers/unchecked.ts'

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Runs a body as a test of its own, and returns what it fails with. */
const failureOf = (body: () => unknown, testRun = beginTest('the inner test')): Promise<unknown> =>
  runToEnd(testRun, body).then(
    () => undefined,
    (error: unknown) => error,
  )
const textOf = (error: unknown) => stripVTControlCharacters((error as Error).message)

const PULLED = 'Failed to check expect(block).toTriggerInternalEvents("pull_package")'
const NOT_AWAITED =
  'it is asynchronous and nobody awaited it, so the test ended without its verdict. Write await before expect.'

describe('an assertion that the test leaves alone', () => {
  test.for<[string, string, () => unknown]>([
    [
      'an asynchronous block',
      PULLED,
      () => void expect(async () => pull()).toTriggerInternalEvents('pull_package'),
    ],
    [
      'a soft assertion',
      PULLED,
      () => void expect.soft(async () => pull()).toTriggerInternalEvents('pull_package'),
    ],
    [
      '.within()',
      `${PULLED}.within(1)`,
      () => void expect(pull).toTriggerInternalEvents('pull_package').within(1),
    ],
    [
      'an asynchronous block between two readings',
      'Failed to check expect(block).toNotChange(read)',
      () => void expect(async () => pull()).toNotChange(() => 1),
    ],
  ])('is an error, since it may have no verdict: %s', async ([, assertion, body]) => {
    const testRun = beginTest('the inner test')
    const error = await failureOf(body, testRun)
    expect(error).toBeInstanceOf(MatcherError)
    expect(error).toMatchObject({ code: 'NOT_AWAITED', message: `${assertion}: ${NOT_AWAITED}` })
    expect(testRun.notAwaited).toBe(true)
  })

  test.for<[string, string, () => unknown]>([
    [
      'of a metric',
      'toNotIncrementUsageMetrics("counts.package_pulls")',
      () => void expect(() => {}).toNotIncrementUsageMetrics('counts.package_pulls'),
    ],
    [
      'of a metric behind a value',
      'toNotChange(read).and.toNotIncrementUsageMetrics("counts.package_pulls")',
      () =>
        void expect(() => {})
          .toNotChange(() => 1)
          .and.toNotIncrementUsageMetrics('counts.package_pulls'),
    ],
  ])('is an error even where the store answers at once: %s', async ([, claims, body]) => {
    countInOneStore()
    expect(await failureOf(body)).toMatchObject({
      code: 'NOT_AWAITED',
      message: `Failed to check expect(block).${claims}: ${NOT_AWAITED}`,
    })
  })

  test('holds where nothing had to be awaited, and asks no store for metrics that it does not have', async () => {
    countInOneStore()
    const body = () => {
      expect(pull).toTriggerInternalEvents('pull_package')
      expect(pull).toNotChange(() => 1)
      void expect.soft(pull).toTriggerInternalEvents('pull_package')
    }
    expect(await failureOf(body)).toBeUndefined()
  })

  test('is an error of the file where it was made when its test had ended', async () => {
    const testRun = beginTest('the "inner" test')
    let made = Promise.resolve()
    await failureOf(() => {
      made = wait(5).then(() => void expect(async () => {}).not.toTriggerInternalEvents())
    }, testRun)
    await made
    await expect(settleTest(outsideRun())).rejects.toMatchObject({
      code: 'NOT_AWAITED',
      message:
        'Failed to check expect(block).not.toTriggerInternalEvents(): its test, "the \\"inner\\" test", had ended before it was made, since nobody awaited the code that makes it. Await that function or promise in the test.',
    })
  })

  test('adds nothing to the error of its chain, which the test has been given', async () => {
    const body = () => {
      const chain = unchecked(expect(async () => {}).toTriggerInternalEvents('pull_package'))
      expect(misuseOf(() => chain.times(-1))).toContain('.times(-1) is not a valid count')
    }
    expect(await failureOf(body)).toBeUndefined()
  })
})

describe('what a test leaves behind', () => {
  /** Runs a test whose code goes on after its end, and judges the block in which it goes on. */
  const goOnAfter = async (body: (go: Promise<void>) => unknown): Promise<string> => {
    let go = () => {}
    const gone = new Promise<void>((resolve) => {
      go = resolve
    })
    await failureOf(() => body(gone))
    return messageOf(async () => {
      await expect(async () => {
        go()
        await wait(1)
      }).not.toTriggerInternalEvents()
      throw new Error('none')
    })
  }

  test('is nobody’s event in another block', async () => {
    expect(await goOnAfter((go) => void go.then(() => pull()))).toBe(
      'Failed to check expect(block).not.toTriggerInternalEvents(): code of the test "the inner test", which has ended, tracked "pull_package" while the block was open, so nobody can tell whose event it is. Await that work in its test. Make what tests share (a connection, a worker, a pool) outside of them: outsideTests(() => create()).',
    )
  })

  test.for<[string, (go: Promise<void>) => unknown]>([
    [
      'an assertion that nobody awaits',
      (go) =>
        void expect(async () => {
          await go
          pull()
        }).toTriggerInternalEvents('pull_package'),
    ],
    [
      'a list of promises',
      (go) =>
        uncheckedExpect(expect(() => [go.then(() => pull())]))
          .toNotTriggerInternalEvents()
          .catch(() => {}),
    ],
  ])('disturbs no other block where its test has failed for it: %s', async ([, body]) => {
    expect(await goOnAfter(body)).toBe('none')
  })
})

describe('a late event', () => {
  test('that breaks several claims is told for each', async () => {
    const later = () => {
      setTimeout(() => {
        pull()
        pullTwice()
        trackInternalEvent('delete_package', { user: { id: 1 } })
      }, 1)
    }
    const error = await failureOf(async () => {
      await expect(later)
        .toNotTriggerInternalEvents('pull_package')
        .and.toTriggerInternalEvents('delete_package')
        .never()
      await wait(10)
    })
    expect(textOf(error).replace(/\d+ ms/g, '1 ms')).toMatchInlineSnapshot(`
      "expect(block).toNotTriggerInternalEvents("pull_package")

      Late: "pull_package" was triggered 3 times after the block ended, first after 1 ms.
      Late: "delete_package" was triggered 1 ms after the block ended.

      Expected the block not to trigger "pull_package", but it triggered "pull_package" 3 times.

      Expected: no "pull_package"
      Recorded:
        "pull_package" user 1, project 2, namespace 3 (3 times)

      Await in the block what it starts, or stop it there: a timer, a loop or a worker went on after it. Make what tests share with outsideTests(() => create()).

      expect(block).toTriggerInternalEvents("delete_package").never()

      Late: "pull_package" was triggered 3 times after the block ended, first after 1 ms.
      Late: "delete_package" was triggered 1 ms after the block ended.

      Expected "delete_package" never to be triggered, but it was triggered once.

      Expected: "delete_package" never
      Recorded: once
        "pull_package" user 1, project 2, namespace 3 (3 times)
        "delete_package" user 1

      Await in the block what it starts, or stop it there: a timer, a loop or a worker went on after it. Make what tests share with outsideTests(() => create())."
    `)
  })

  test('changes nothing about an assertion that has failed, where the test has caught the failure', async () => {
    const body = async () => {
      await messageOf(() =>
        expect(() => void setTimeout(pull, 1)).toTriggerInternalEvents('push_package'),
      )
      await wait(10)
    }
    expect(await failureOf(body)).toBeUndefined()
  })
})

test('an error of the code goes to the runner where it is unhandled, even after an assertion had it', async () => {
  const heard: unknown[] = []
  const emitter = { emit: (...args: unknown[]) => heard.push(args) > 0 }
  catchUnhandledFailures(emitter)
  const error = new TypeError('of the code')
  const failing = () => Promise.reject(error)
  expect(await messageOf(() => expect(failing).not.toTriggerInternalEvents())).toBe('of the code')
  emitter.emit('unhandledRejection', error)
  expect(heard).toEqual([['unhandledRejection', error]])
})

test('a block whose error comes before the end of its time is closed', async () => {
  const failing = async () => {
    throw new TypeError('no')
  }
  const assert = () => expect(failing).toTriggerInternalEvents('pull_package').within(60_000)
  expect(await messageOf(assert)).toBe('no')
  expect(BlockRun.anyIsOpen()).toBe(false)
})

test('what the test does with the verdict fails where it stands', async () => {
  const error = new Error('of the test')
  const { stack } = error
  const after = expect(pull)
    .toTriggerInternalEvents('pull_package')
    .then(() => {
      throw error
    })
  await expect(after).rejects.toBe(error)
  expect(error.stack).toBe(stack)
})

test('an assertion that holds has its text for a message', async () => {
  const context = { equals: () => true, utils: {} as MatcherContext['utils'] }
  const call = () => matchers.toTriggerInternalEvents.call(context, pull, 'pull_package')
  const { pass, message } = await call()
  expect(pass).toBe(true)
  expect(message()).toBe('expect(block).toTriggerInternalEvents("pull_package")')
})
