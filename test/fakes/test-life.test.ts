import { stripVTControlCharacters } from 'node:util'
import { buildStructEvent } from '@snowplow/node-tracker'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  beginTest,
  fakes,
  InternalEvents,
  outsideRun,
  outsideTests,
  runAsHook,
  runForTest,
  runToEnd,
  setPageContext,
  settleTest,
  trackInternalEvent,
} from '../../src/fakes/index.ts'
import { warnings } from '../tracking/warnings.ts'
import { countInOneStore } from './count-in-one-store.ts'
import { testBeside } from './test-beside.ts'

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const pull = () => trackInternalEvent('pull_package', { user: { id: 1 } })
const track = () => void setTimeout(pull, 1)
const pullTwice = () => {
  pull()
  track()
}

/** Runs a body as a test of its own, and returns what it fails with. */
const failureOf = (body: () => unknown, hasFailed?: () => boolean): Promise<string> =>
  runToEnd(beginTest('the inner test'), body, hasFailed).then(
    () => 'none',
    (error: Error) => error.message,
  )
const waiting = (assert: () => unknown) => async () => {
  await assert()
  await wait(10)
}
const LATE = /Late: "pull_package" was triggered \d+ ms after the block ended\./

describe('an event that comes after its block', () => {
  test.for<[string, () => unknown]>([
    ['.not', () => expect(track).not.toTriggerInternalEvents('pull_package')],
    ['.not of any event', () => expect(track).not.toTriggerInternalEvents()],
    ['.never()', () => expect(track).toTriggerInternalEvents('pull_package').never()],
    ['once, unsaid', () => expect(pullTwice).toTriggerInternalEvents('pull_package')],
    ['.times(1)', () => expect(pullTwice).toTriggerInternalEvents('pull_package').times(1)],
    ['.exactly(1)', () => expect(pullTwice).toTriggerInternalEvents('pull_package').exactly(1)],
    ['.atMost(1)', () => expect(pullTwice).toTriggerInternalEvents('pull_package').atMost(1)],
    ['.not of a metric', () => expect(track).not.toIncrementUsageMetrics('counts.package_pulls')],
    [
      'an exact change behind .and',
      () =>
        expect(pullTwice)
          .toTriggerInternalEvents('pull_package')
          .atLeast(1)
          .and.not.toIncrementUsageMetrics('counts.npm_package_pushes')
          .and.toIncrementUsageMetrics('counts.package_pulls')
          .by(1),
    ],
    [
      'the end of a least change',
      () => expect(pullTwice).toIncrementUsageMetrics('counts.package_pulls').byAtLeast(1).to(1),
    ],
  ])('fails %s', async ([, assert]) => {
    expect(await failureOf(waiting(assert))).toMatch(LATE)
  })

  test.for<[string, () => unknown]>([
    ['.atLeast(1)', () => expect(pullTwice).toTriggerInternalEvents('pull_package').atLeast(1)],
    [
      '.byAtLeast(1)',
      () => expect(pullTwice).toIncrementUsageMetrics('counts.package_pulls').byAtLeast(1),
    ],
    ['another event', () => expect(track).not.toTriggerInternalEvents('push_package')],
    [
      'another metric',
      () => expect(track).not.toIncrementUsageMetrics('counts.npm_package_pushes'),
    ],
    [
      'an event that code outside of the block tracks',
      async () => {
        await expect(() => {}).not.toTriggerInternalEvents()
        track()
      },
    ],
    [
      'an event of a later block',
      async () => {
        await expect(() => {}).not.toTriggerInternalEvents()
        await expect(() => pull()).toTriggerInternalEvents('pull_package')
      },
    ],
  ])('leaves alone %s', async ([, assert]) => {
    expect(await failureOf(waiting(assert))).toBe('none')
  })

  test.for<[string, string, () => unknown]>([
    [
      'what a tracker sends',
      'counts.package_pulls',
      () => fakes.tracker.track(buildStructEvent({ category: 'c', action: 'pull_package' })),
    ],
    [
      'what the front end tracks without a user',
      'counts.install_command_copies',
      () => InternalEvents.trackEvent('click_copy_install_command'),
    ],
  ])('counts no more than in the block: %s', async ([, metric, run]) => {
    const later = () => void setTimeout(run, 1)
    expect(await failureOf(waiting(() => expect(later).not.toIncrementUsageMetrics(metric)))).toBe(
      'none',
    )
  })

  test('counts as in the block: what the front end tracks with a user', async () => {
    const message = await failureOf(async () => {
      setPageContext({ user: { id: 1 } })
      await waiting(() =>
        expect(
          () => void setTimeout(() => InternalEvents.trackEvent('click_copy_install_command'), 1),
        ).not.toIncrementUsageMetrics('counts.install_command_copies'),
      )()
    })
    expect(stripVTControlCharacters(message)).toContain('but it increased by 1, from 0 to 1')
  })

  test('counts as in the block: what the back end tracks without a user', async () => {
    warnings()
    const project = { id: 2, namespace: { id: 3 } }
    const later = () => void setTimeout(() => trackInternalEvent('pull_package', { project }), 1)
    const assert = () => expect(later).not.toIncrementUsageMetrics('counts.package_pulls')
    expect(await failureOf(waiting(assert))).toMatch(LATE)
  })

  test('counts nothing in another store, which has told its counters', async () => {
    countInOneStore()
    const assert = () => expect(track).not.toIncrementUsageMetrics('counts.package_pulls')
    expect(await failureOf(waiting(assert))).toBe('none')
  })

  test('counts nothing where it is refused', async () => {
    const refused = () => {
      try {
        trackInternalEvent('pull_package', { additionalProperties: { label: 5 as never } })
      } catch {}
    }
    const block = () => {
      pull()
      setTimeout(refused, 1)
    }
    const assert = () => expect(block).toIncrementUsageMetrics('counts.package_pulls').by(1)
    expect(await failureOf(waiting(assert))).toBe('none')
  })

  test('is not waited for', async () => {
    const slow = () => void setTimeout(pull, 300)
    expect(await failureOf(() => expect(slow).not.toTriggerInternalEvents())).toBe('none')
    await wait(310)
  })

  test('is told for each claim that no longer holds', async () => {
    const message = await failureOf(
      waiting(() =>
        expect(pullTwice)
          .toTriggerInternalEvents('pull_package')
          .and.toIncrementUsageMetrics('counts.package_pulls')
          .by(1),
      ),
    )
    expect(message.match(new RegExp(LATE, 'g'))).toHaveLength(2)
    expect(message.match(/Await in the block/g)).toHaveLength(2)
  })

  test('of a loop has one line and one remedy', async () => {
    const message = await failureOf(async () => {
      await expect(() => {
        pull()
        const loop = setInterval(() => {
          pull()
          if (fakes.journal.events.length === 3) clearInterval(loop)
        }, 1)
      }).toTriggerInternalEvents('pull_package')
      while (fakes.journal.events.length < 3) await wait(1)
    })
    expect(
      stripVTControlCharacters(message).replace(/after \d+ ms/, 'after 2 ms'),
    ).toMatchInlineSnapshot(`
      "expect(block).toTriggerInternalEvents("pull_package")

      Late: "pull_package" was triggered 2 times after the block ended, first after 2 ms.

      Expected "pull_package" to be triggered once, but it was triggered 3 times.

      Expected: "pull_package" once
      Recorded: 3 times
        "pull_package" user 1 (3 times)

      Await in the block what it starts, or stop it there: a timer, a loop or a worker went on after it. Make what tests share with outsideTests(() => create())."
    `)
  })
})

describe('what a block sets on a fake clock', () => {
  afterEach(() => void vi.useRealTimers())

  test.for(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'] as const)(
    'is the block’s, with %s',
    async (name) => {
      const message = await failureOf(async () => {
        vi.useFakeTimers({ toFake: [name] })
        const set = globalThis[name] as typeof setTimeout
        await expect(() => void set(pull)).not.toTriggerInternalEvents()
        vi.runOnlyPendingTimers()
        vi.runAllTicks()
      })
      expect(message).toMatch(LATE)
    },
  )

  test('belongs to the block that advances it', async () => {
    expect(
      await failureOf(async () => {
        vi.useFakeTimers()
        await expect(() => void setTimeout(pull, 9)).not.toTriggerInternalEvents()
        await expect(() => vi.advanceTimersByTime(9)).toTriggerInternalEvents('pull_package')
      }),
    ).toBe('none')
  })

  test('gets its arguments, and can be cleared', async () => {
    vi.useFakeTimers()
    const calls: unknown[] = []
    await expect(() => {
      setTimeout((...args: unknown[]) => calls.push(args), 1, 'a', 2)
      clearTimeout(setTimeout(() => calls.push('cleared'), 1))
    }).not.toTriggerInternalEvents()
    vi.runAllTimers()
    expect(calls).toEqual([['a', 2]])
  })
})

describe('what waits on a fake clock that code turns on itself', () => {
  afterEach(() => void vi.useRealTimers())

  const turnOn = () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'queueMicrotask'] })
  }
  const pullAt10 = () => {
    turnOn()
    setTimeout(pull, 10)
  }
  const advancing = (assert: () => unknown) => async () => {
    await assert()
    vi.advanceTimersByTime(30)
    vi.runAllTicks()
  }

  test.for<[string, () => unknown]>([
    ['.not', () => expect(pullAt10).not.toTriggerInternalEvents('pull_package')],
    ['.never()', () => expect(pullAt10).toTriggerInternalEvents('pull_package').never()],
    [
      '.not of a metric',
      () => expect(pullAt10).not.toIncrementUsageMetrics('counts.package_pulls'),
    ],
    [
      'consent',
      () => {
        vi.stubGlobal('navigator', { doNotTrack: '1' })
        onTestFinished(() => void vi.unstubAllGlobals())
        return expect(pullAt10).toRespectConsent({ counting: true })
      },
    ],
    [
      'a block with a job',
      () =>
        expect(() => {
          turnOn()
          queueMicrotask(pull)
        }).not.toTriggerInternalEvents(),
    ],
    [
      'a block that throws',
      () =>
        expect(() => {
          pullAt10()
          throw new Error('its own')
        })
          .toTriggerInternalEvents('pull_package')
          .never()
          .and.toThrow('its own'),
    ],
    [
      'an asynchronous block',
      () =>
        expect(async () => {
          await undefined
          pullAt10()
        }).not.toTriggerInternalEvents(),
    ],
    [
      'an asynchronous block that rejects',
      () =>
        expect(async () => {
          await undefined
          pullAt10()
          throw new Error('its own')
        })
          .toTriggerInternalEvents('pull_package')
          .never()
          .and.toReject('its own'),
    ],
    [
      'a clock that is turned on twice',
      () => {
        turnOn()
        return expect(pullAt10).not.toTriggerInternalEvents()
      },
    ],
  ])('is late for the block, with %s', async ([, assert]) => {
    expect(await failureOf(advancing(assert))).toMatch(LATE)
  })

  test('has a whole message', async () => {
    const message = await failureOf(
      advancing(() => expect(pullAt10).not.toTriggerInternalEvents('pull_package')),
    )
    expect(
      stripVTControlCharacters(message).replace(/triggered \d+ ms/, 'triggered 30 ms'),
    ).toMatchInlineSnapshot(`
      "expect(block).not.toTriggerInternalEvents("pull_package")

      Late: "pull_package" was triggered 30 ms after the block ended.

      Expected the block not to trigger "pull_package", but it triggered "pull_package" once.

      Expected: no "pull_package"
      Recorded:
        "pull_package" user 1

      Await in the block what it starts, or stop it there: a timer, a loop or a worker went on after it. Make what tests share with outsideTests(() => create())."
    `)
  })

  test('belongs to the block that advances it, too', async () => {
    await expect(() => {
      pullAt10()
      vi.advanceTimersByTime(30)
    }).toTriggerInternalEvents('pull_package')
  })

  test('can be cleared, in the block and after it', async () => {
    let timer: ReturnType<typeof setInterval> | undefined
    await expect(() => {
      vi.useFakeTimers()
      clearTimeout(setTimeout(pull, 10))
      timer = setInterval(pull, 10)
    }).not.toTriggerInternalEvents()
    clearInterval(timer)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('runs at its time, with its arguments, as often as it was set for', async () => {
    const calls: unknown[][] = []
    await expect(() => {
      turnOn()
      setTimeout((...args: unknown[]) => calls.push(args), 20, 'once', 1)
      setInterval((...args: unknown[]) => calls.push(args), 15, 'again')
    }).not.toTriggerInternalEvents()
    vi.advanceTimersByTime(14)
    expect(calls).toEqual([])
    vi.advanceTimersByTime(16)
    expect(calls).toEqual([['again'], ['once', 1], ['again']])
  })

  test('belongs to the test, where it was set before the block', async () => {
    expect(
      await failureOf(
        advancing(() => {
          pullAt10()
          return expect(() => {}).not.toTriggerInternalEvents()
        }),
      ),
    ).toBe('none')
  })

  test('belongs to the block around it, where it was set before the inner one', async () => {
    const message = await failureOf(
      advancing(() =>
        expect(async () => {
          pullAt10()
          await expect(() => {})
            .toTriggerInternalEvents('pull_package')
            .never()
        }).not.toTriggerInternalEvents(),
      ),
    )
    expect(message.match(new RegExp(LATE, 'g'))).toHaveLength(1)
  })

  test('belongs to a test that has ended, also where that has no block', async () => {
    const first = runToEnd(beginTest('the first test'), () => {
      turnOn()
      setInterval(pull, 10)
    })
    await first
    const message = await failureOf(() =>
      expect(() => vi.advanceTimersByTime(15)).toTriggerInternalEvents('pull_package'),
    )
    expect(stripVTControlCharacters(message)).toMatchInlineSnapshot(
      `"Failed to check expect(block).toTriggerInternalEvents("pull_package"): code of the test "the first test", which has ended, tracked "pull_package" while the block was open, so nobody can tell whose event it is. Await that work in its test. Make what tests share (a connection, a worker, a pool) outside of them: outsideTests(() => create())."`,
    )
  })

  test('belongs to a test that has ended, also where another one began meanwhile', async () => {
    const first = beginTest('the first test')
    runForTest(first, () => {
      turnOn()
      setInterval(pull, 10)
    })
    testBeside()
    await settleTest(first)
    const message = await failureOf(() =>
      expect(() => vi.advanceTimersByTime(15)).toTriggerInternalEvents('pull_package'),
    )
    expect(message).toContain('code of the test "the first test", which has ended')
  })

  test('belongs to the open block, where code outside of tests has set it', async () => {
    await failureOf(async () => {
      turnOn()
      await expect(() => {}).not.toTriggerInternalEvents()
      outsideTests(() => setInterval(pull, 10))
    })
    await expect(() => vi.advanceTimersByTime(15)).toTriggerInternalEvents('pull_package')
  })

  test('belongs to the open block, where it waits when a file ends', async () => {
    turnOn()
    setInterval(pull, 10)
    await settleTest(outsideRun())
    await expect(() => vi.advanceTimersByTime(15)).toTriggerInternalEvents('pull_package')
  })
})

describe('an assertion that is open when the test ends', () => {
  const drop = async (block = () => wait(50)) => {
    await expect(block).toTriggerInternalEvents('pull_package')
  }
  const NOT_AWAITED =
    'Failed to check expect(block).toTriggerInternalEvents("pull_package"): the test ended without its verdict, since nobody awaited the code that awaits it. Await that function or promise in the test.'

  test.for<[string, () => unknown]>([
    ['of a callback of forEach', () => [1].forEach(() => void drop())],
    ['of a helper', () => void drop()],
    ['of a Promise.all', () => void Promise.all([drop()])],
    [
      'of a timer',
      async () => {
        setTimeout(drop, 1)
        await wait(5)
      },
    ],
  ])('%s fails it', async ([, body]) => {
    expect(await failureOf(body)).toBe(NOT_AWAITED)
  })

  test('fails it when nobody asked for the verdict', async () => {
    expect(
      await failureOf(
        () => void expect(async () => pull()).toTriggerInternalEvents('pull_package'),
      ),
    ).toBe(
      'Failed to check expect(block).toTriggerInternalEvents("pull_package"): it is asynchronous and nobody awaited it, so the test ended without its verdict. Write await before expect.',
    )
  })

  test('is no news in a test that has failed', async () => {
    const failing = () => {
      void drop()
      throw new Error('its own')
    }
    expect(await failureOf(failing)).toBe('its own')
    expect(
      await failureOf(
        () => void drop(),
        () => true,
      ),
    ).toBe('none')
  })

  test('each has its part in the message', async () => {
    const message = await failureOf(() => {
      expect(() => {}).toTriggerInternalEvents('pull_package')
      expect(() => {}).toTriggerInternalEvents('push_package')
    })
    expect(message).toContain('Expected "pull_package" to be triggered once')
    expect(message).toContain('Expected "push_package" to be triggered once')
  })

  describe('or is made later', () => {
    const later = async () => {
      await wait(5)
      await drop()
    }
    /** Lets the file end, as far as assertions go, and returns what it fails with. */
    const fileFailure = async () => {
      await wait(20)
      return settleTest(outsideRun()).then(
        () => 'none',
        (error: Error) => error.message,
      )
    }

    test('fails the file, whether it would hold or not', async () => {
      expect(await failureOf(() => void later())).toBe('none')
      expect(await fileFailure()).toBe(
        'Failed to check expect(block).toTriggerInternalEvents("pull_package"): its test, "the inner test", had ended before it was made, since nobody awaited the code that makes it. Await that function or promise in the test.',
      )
    })

    test('is no news when the test had failed for what it left open', async () => {
      const failing = () => {
        void later()
        expect(() => {}).toTriggerInternalEvents('pull_package')
      }
      expect(await failureOf(failing)).toContain('Expected "pull_package"')
      expect(await fileFailure()).toBe('none')
    })

    test('is no news when the test had failed', async () => {
      const failing = () => {
        void later()
        throw new Error('its own')
      }
      expect(await failureOf(failing)).toBe('its own')
      expect(await fileFailure()).toBe('none')
    })
  })

  test.for<[string, () => unknown]>([
    [
      'then(resolve, reject)',
      () =>
        new Promise((resolve, reject) => {
          expect(async () => pull())
            .toTriggerInternalEvents('pull_package')
            .then(resolve, reject)
        }),
    ],
    [
      'kept',
      async () => {
        const kept = expect(async () => pull()).toTriggerInternalEvents('pull_package')
        await wait(5)
        await kept
      },
    ],
    [
      'Promise.all',
      () =>
        Promise.all(
          [1, 2].map((id) => {
            const block = async () => trackInternalEvent('pull_package', { user: { id } })
            return expect(block).toTriggerInternalEvents('pull_package')
          }),
        ),
    ],
  ])('is not open with %s', async ([, body]) => {
    expect(await failureOf(body)).toBe('none')
  })
})

describe('each test has fakes of its own', () => {
  test('journal and counters', async () => {
    pull()
    expect(
      await failureOf(async () => {
        expect(fakes.journal.events).toHaveLength(0)
        await expect(() => pull())
          .toIncrementUsageMetrics('counts.package_pulls')
          .from(0)
          .to(1)
      }),
    ).toBe('none')
    expect(fakes.journal.events).toHaveLength(1)
  })

  test('a hook of a suite has too, and settles what it left open', async () => {
    await runAsHook(pull)
    expect(fakes.journal.events).toHaveLength(0)
    await expect(
      runAsHook(() => void expect(() => {}).toTriggerInternalEvents('pull_package')),
    ).rejects.toThrow('Expected "pull_package" to be triggered once')
  })
})

test('what a test tracks beside several of its blocks belongs to none of them', async () => {
  const failure = await failureOf(async () => {
    const assertions = [1, 2].map(() => expect(() => wait(10)).not.toTriggerInternalEvents())
    pull()
    await Promise.all(assertions)
  })
  expect(failure).toBe(
    'Failed to check expect(block).not.toTriggerInternalEvents(): code of this test that belongs to none of its blocks tracked "pull_package" while several of them were open, so nobody can tell whose event it is. Await one assertion before the next one starts, or start that code inside the block.',
  )
})

describe('what a test made that has ended', () => {
  /** Returns what gives jobs to a worker, which a test has made that has ended. */
  const workerOfEndedTest = async (make: (create: () => unknown) => unknown) => {
    const jobs: (() => void)[] = []
    let timer: ReturnType<typeof setInterval> | undefined
    await failureOf(() =>
      make(() => {
        timer = setInterval(() => jobs.shift()?.(), 1)
      }),
    )
    return { work: (job: () => void) => void jobs.push(job), stop: () => clearInterval(timer) }
  }
  const working = (work: (job: () => void) => void) => async () => {
    work(pull)
    await wait(20)
  }

  test.for<[string, (block: () => Promise<void>) => PromiseLike<void>]>([
    ['a claim', (block) => expect(block).toTriggerInternalEvents('pull_package')],
    ['a negation', (block) => expect(block).not.toTriggerInternalEvents()],
    ['a metric', (block) => expect(block).not.toIncrementUsageMetrics('counts.package_pulls')],
  ])('is nobody’s, hence an error, where it matters to %s', async ([, assert]) => {
    const { work, stop } = await workerOfEndedTest((create) => create())
    expect(await failureOf(() => assert(working(work)))).toContain(
      'code of the test "the inner test", which has ended, tracked "pull_package" while the block was open',
    )
    stop()
  })

  test('does not matter to a claim about another event', async () => {
    const { work, stop } = await workerOfEndedTest((create) => create())
    const block = working(work)
    expect(await failureOf(() => expect(block).not.toTriggerInternalEvents('push_package'))).toBe(
      'none',
    )
    stop()
  })

  test('belongs to the open block when it was made outside of tests', async () => {
    const { work, stop } = await workerOfEndedTest(outsideTests)
    await expect(working(work)).toTriggerInternalEvents('pull_package')
    stop()
  })

  test('is dropped where only that test can have started it', async () => {
    await failureOf(() => void setTimeout(pull, 10))
    expect(await failureOf(() => expect(() => wait(20)).not.toTriggerInternalEvents())).toBe('none')
  })

  test('is told where it was dropped and a claim wants it', async () => {
    await failureOf(() => void setTimeout(pull, 10))
    expect(
      await failureOf(() => expect(() => wait(20)).toTriggerInternalEvents('pull_package')),
    ).toContain(
      '"pull_package" was tracked meanwhile, in a timer that the test "the inner test" had set, which has ended, so it does not count here. Await that timer in its test. What tests share sets its timers in outsideTests(() => …).',
    )
    await failureOf(() => void setTimeout(pull, 10))
    expect(
      await failureOf(() => expect(() => wait(20)).toTriggerInternalEvents('push_package')),
    ).not.toContain('was tracked meanwhile')
  })
})
