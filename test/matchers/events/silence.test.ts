import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { buildPageView, buildStructEvent, newTracker } from '@snowplow/node-tracker'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { startCollector } from '../../../src/entries/collector.ts'
import {
  InternalEvents,
  resetFakes,
  setPageContext,
  trackDashboardEvent,
  trackInternalEvent,
} from '../../../src/entries/index.ts'
import { collector, collectorHandlers, interceptCollector } from '../../../src/entries/msw.ts'
import { beginTest, runToEnd } from '../../../src/fakes/index.ts'
import { messageOf } from '../message-of.ts'

/** Returns the parts of the message with which a claim on the event fails. */
const failureOf = async (block: () => unknown, name: string, within?: number) => {
  const claim = expect(block).toTriggerInternalEvents(name)
  const verdict = within === undefined ? claim : claim.within(within)
  const error = await Promise.resolve(verdict).then(
    () => new Error('it holds'),
    (failure: Error) => failure,
  )
  return error.message.split('\n\n')
}
/** Returns the next step that the message names, its last part. */
const nextStep = async (block: () => unknown, within?: number) =>
  (await failureOf(block, 'pull_package', within)).at(-1)
const pull = () => buildStructEvent({ category: 'CLI', action: 'pull_package' })
const tracked = (name = 'pull_package') => trackInternalEvent(name, { user: { id: 1 } })
const REACH = 'check that the block reaches the code that tracks.'
const BUFFER = `Or the tracker keeps the event in its buffer: make it with bufferSize: 1, or await its flush() in the block. Else ${REACH}`
const NONE = `No request reached the collector while the block ran. It may still be on its way: await collector.settled() in the block, or add .within(ms). ${BUFFER}`
const passed = (...requests: string[]) =>
  `The collector took no request while the block ran. These passed it by, since it does not have their paths:\n  ${requests.join('\n  ')}\nIf one is the tracker's, correct its path, or name that URL where the collector is made: interceptCollector({ url }).`

test('without a collector', async () => {
  expect(await nextStep(() => {})).toBe(
    'Check that the block reaches the code that tracks, and awaits the work that it starts. .within(ms) waits for later events.',
  )
})

test('with a time that was too short', async () => {
  expect(await nextStep(() => {}, 5)).toBe(
    `Nothing came within 5 ms of the end of the block: await its work in the block, or raise .within(5). Else ${REACH}`,
  )
})

describe('by design of the front end', () => {
  const NAME = 'click_copy_install_command'
  const click = (name = NAME) => InternalEvents.trackEvent(name, { label: 'npm' })
  const step = async (block: () => unknown, name = NAME) => (await failureOf(block, name)).at(-1)
  const notOfDuo =
    'the page has gl.onlySendDuoEvents, and the event is not in gl.duoEvents. Add the event to gl.duoEvents, or leave gl.onlySendDuoEvents out.'

  afterEach(() => vi.unstubAllGlobals())

  test('on a page that sends the events of Duo alone', async () => {
    vi.stubGlobal('gl', { onlySendDuoEvents: true, duoEvents: ['view_package_page'] })
    expect(await step(() => click())).toBe(`The front end did not send "${NAME}": ${notOfDuo}`)
    expect(await step(() => click('pull_package'))).toBe(
      'Check that the block reaches the code that tracks, and awaits the work that it starts. .within(ms) waits for later events.',
    )
    const outer = () => expect(() => click()).not.toTriggerInternalEvents()
    expect(await step(outer)).toBe(`The front end did not send "${NAME}": ${notOfDuo}`)
    expect(await step(() => {})).not.toContain('gl.duoEvents')
  })

  test('on a page without Snowplow and without a user', async () => {
    setPageContext({ snowplow: false })
    expect(await step(() => click())).toBe(
      `The front end did not send "${NAME}": Snowplow does not run on the page, and without a user nothing is counted either. Give the page a user or Snowplow: setPageContext({ user }), and no navigator.globalPrivacyControl.`,
    )
  })

  test('on a dashboard', async () => {
    const name = 'view_explore_analytics_dashboard'
    const view = (...ids: number[]) =>
      trackDashboardEvent(
        name,
        ids.map((id) => ({ id, type: 'Group' })),
      )
    expect(await step(() => view(1), name)).toBe(
      `The front end did not send "${name}": the page has no user. Give the page a user: setPageContext({ user }).`,
    )
    setPageContext({ user: { id: 1 } })
    expect(await step(() => view(), name)).toBe(
      `The front end did not send "${name}": the dashboard has no namespaces. Pass the groups and projects.`,
    )
    vi.stubGlobal('gl', { onlySendDuoEvents: true })
    expect(await step(() => view(1), name)).toBe(
      `The front end did not send "${name}": ${notOfDuo}`,
    )
  })

  test('a metric that counts the event tells of it', async () => {
    vi.stubGlobal('gl', { onlySendDuoEvents: true })
    setPageContext({ user: { id: 1 } })
    const message = await messageOf(() =>
      expect(() => click()).toIncrementUsageMetrics('counts.install_command_copies'),
    )
    expect(message.split('\n\n').slice(2)).toEqual([
      `Expected: increase by 1
Recorded: stayed at 0
It counts:
  ${NAME}
    not sent: the page has gl.onlySendDuoEvents, and the event is not in gl.duoEvents`,
      'Add the event to gl.duoEvents, or leave gl.onlySendDuoEvents out.',
    ])
  })
})

test('with an event that was tracked before the block', async () => {
  tracked()
  const earlier =
    '"pull_package" was tracked before the block began, where it does not count. If that call is meant, move it into the block.'
  expect(await nextStep(() => {})).toBe(`${earlier} Else ${REACH}`)
  expect(await nextStep(() => tracked('push_package'))).toBe(
    `${earlier} Else expect the event that the block tracks now.`,
  )
  const twice = expect(() => tracked())
    .toTriggerInternalEvents('pull_package')
    .twice()
  await expect(twice).rejects.toThrow(`\n\n${earlier} Else expect .times(1).`)
  resetFakes()
  expect(await nextStep(() => {})).toContain('.within(ms) waits for later events.')
})

test('an event of another block or after this one is not earlier', async () => {
  await expect(() => tracked()).toTriggerInternalEvents('pull_package')
  expect(await nextStep(() => {})).toContain('.within(ms) waits for later events.')
  const step = nextStep(() => {})
  tracked()
  expect(await step).toContain('.within(ms) waits for later events.')
})

test('with a function that the block returned', async () => {
  const handler = () => {}
  for (const block of [() => handler, async () => handler]) {
    expect(await nextStep(block)).toBe(
      'The block returned a function that it did not call. If that is the code that tracks, call it in the block. Else check that the block reaches the code that tracks.',
    )
  }
})

test('with fake timers', async () => {
  vi.useFakeTimers()
  const step = await nextStep(() => void setTimeout(() => {}, 10))
  vi.useRealTimers()
  expect(step).toBe(
    'Timers are fake, so what the block does in a timer waits: advance them in the block (vi.advanceTimersByTimeAsync(ms), or that of jest), or use real ones. Else check that the block reaches the code that tracks.',
  )
})

test('with legacy fake timers of Jest, but not with a spy on a timer', async () => {
  const fake = vi.fn(function _fakeSetTimeout() {}.bind(undefined))
  vi.stubGlobal('setTimeout', fake)
  const step = await nextStep(() => void setTimeout(() => {}, 10))
  vi.stubGlobal('setTimeout', vi.fn())
  const other = await nextStep(() => {})
  vi.unstubAllGlobals()
  expect(step).toContain(
    'advance them in the block (jest.advanceTimersByTime(ms)), or use real ones.',
  )
  expect(other).toContain('Check that the block reaches the code that tracks')
})

test('handlers whose server does not listen', async () => {
  const server = setupServer(...collectorHandlers())
  expect(await nextStep(() => {})).toContain('.within(ms) waits for later events.')
  server.listen()
  expect(await nextStep(() => {})).toBe(NONE)
  server.close()
  expect(await nextStep(() => {})).toContain('.within(ms) waits for later events.')
})

describe('in process', () => {
  let intercepted: ReturnType<typeof interceptCollector>
  beforeAll(() => {
    intercepted = interceptCollector()
  })
  afterAll(() => intercepted.close())

  test('a buffer that is not full', async () => {
    const tracker = newTracker({ namespace: 'n', appId: 'a' }, { endpoint: 'https://c.test' })
    expect(
      await nextStep(async () => {
        tracker.track(pull())
        await collector.settled()
      }),
    ).toBe(NONE)
    expect(await nextStep(() => void tracker.track(pull()), 5)).toBe(
      `No request reached the collector within 5 ms of the end of the block. It may still be on its way: await collector.settled() in the block, or raise .within(5). ${BUFFER}`,
    )
  })

  describe('what a tracker kept in its buffer', () => {
    const buffering = (...names: string[]) => {
      const kept = newTracker(
        { namespace: 'n', appId: 'a' },
        { endpoint: 'https://c.test', bufferSize: 10 },
      )
      for (const action of names) kept.track(buildStructEvent({ category: 'CLI', action }))
      return kept
    }
    const wait = () => new Promise((resolve) => setTimeout(resolve, 20))
    const older =
      '"pull_package" was tracked before the block began, as its dtm tells, and arrived while the block ran, so it does not count. If it should count, track it in the block; if not, flush the tracker before the block. Else '

    test('since before the block', async () => {
      const kept = buffering('pull_package')
      await wait()
      expect(
        await nextStep(async () => {
          await kept.flush()
          await collector.settled()
        }),
      ).toBe(`${older}${REACH}`)
    })

    test('since before the block, beside another event and one too few of its own', async () => {
      const kept = buffering('pull_package')
      await wait()
      const block = async () => {
        kept.track(buildStructEvent({ category: 'CLI', action: 'push_package' }))
        await kept.flush()
        await collector.settled()
      }
      expect(await nextStep(block)).toBe(`${older}expect the event that the block tracks now.`)
      const again = buffering('pull_package')
      await wait()
      const twice = async () => {
        again.track(pull())
        await again.flush()
        await collector.settled()
      }
      expect(
        await messageOf(() => expect(twice).toTriggerInternalEvents('pull_package').twice()),
      ).toContain(`${older}expect .times(1).`)
    })

    test('since before the block, of other names', async () => {
      const kept = buffering('push_package', 'push_package')
      await wait()
      expect(
        await nextStep(async () => {
          await kept.flush()
          await collector.settled()
        }),
      ).toBe(
        `What arrived while the block ran was tracked before it began, as its dtm tells, so it does not count:\n  "push_package"\nFlush the tracker before the block, and ${REACH}`,
      )
    })
  })

  test('a request without an internal event', async () => {
    const views = newTracker(
      { namespace: 'n', appId: 'a' },
      { endpoint: 'https://c.test', bufferSize: 1 },
    )
    expect(
      await nextStep(async () => {
        views.track(buildPageView({ pageUrl: 'https://gitlab.test/' }))
        await collector.settled()
      }),
    ).toBe(
      'The collector received a request while the block ran, but accepted no internal event from it. Look at collector.requests, and at the answers that the test asked for with respondWith().',
    )
  })

  test('a request that is answered with a failure', async () => {
    const tracker = newTracker(
      { namespace: 'n', appId: 'a' },
      { endpoint: 'https://c.test', bufferSize: 1, retryFailedRequests: false },
    )
    collector.respondWith(500)
    expect(
      await nextStep(async () => {
        await fetch('http://127.0.0.1:4999/tp3', { method: 'POST' }).catch(() => {})
        tracker.track(pull())
        await collector.settled()
      }),
    ).toBe(
      'The collector received a request while the block ran, but accepted no internal event from it. Look at collector.requests, and at the answers that the test asked for with respondWith().',
    )
  })
})

test('requests to other paths, each once, and no more than three', async () => {
  const server = setupServer(
    ...collectorHandlers(),
    http.post('https://api.test/*', () => new HttpResponse()),
  )
  server.listen()
  expect(
    await nextStep(async () => {
      for (const path of ['tp3', 'tp3', 'b', 'c', 'd', 'e']) {
        await fetch(`https://api.test/${path}`, { method: 'POST', body: '{}' })
      }
    }),
  ).toBe(
    passed(
      'POST https://api.test/tp3',
      'POST https://api.test/b',
      'POST https://api.test/c',
      '… and 2 more',
    ),
  )
  server.close()
})

describe('in a server of MSW', () => {
  const endpoint = 'http://127.0.0.1:4999'
  const server = setupServer(...collectorHandlers(endpoint))
  const PAST = `POST ${endpoint}/com.snowplowanalytics.snowplow/tp2 went past MSW to the network`
  const REMEDY =
    'A tracker keeps the fetch of the time when it was made: make it after server.listen() or interceptCollector().'
  let answered = () => {}
  const make = () =>
    newTracker(
      { namespace: 'n', appId: 'a' },
      {
        endpoint,
        bufferSize: 1,
        retryFailedRequests: false,
        onRequestSuccess: () => answered(),
        onRequestFailure: () => answered(),
      },
    )
  /** Runs a function that sends, and waits for the answer. */
  const untilAnswered = async (send: () => unknown) => {
    const answer = new Promise<void>((resolve) => {
      answered = resolve
    })
    await send()
    await answer
  }
  const early = make()
  const sending = (tracker: ReturnType<typeof make>) => () =>
    untilAnswered(() => tracker.track(pull()))
  beforeAll(() => server.listen())
  afterAll(() => server.close())

  test('a tracker that was made before it listens', async () => {
    expect(await nextStep(sending(early))).toBe(`${PAST}. ${REMEDY}`)
    for (const [text, assert] of [
      [
        'expect(block).not.toTriggerInternalEvents("pull_package")',
        () => expect(sending(early)).not.toTriggerInternalEvents('pull_package'),
      ],
      [
        'expect(block).toTriggerInternalEvents("pull_package").never()',
        () => expect(sending(early)).toTriggerInternalEvents('pull_package').never(),
      ],
    ] as const) {
      await expect(Promise.resolve().then(assert)).rejects.toMatchObject({
        code: 'MISSED_REQUEST',
        message: `Failed to check ${text}: ${PAST}, so nobody knows which events it carried. ${REMEDY}`,
      })
    }
    await expect(async () => {
      tracked()
      await sending(early)()
    }).toTriggerInternalEvents('pull_package')
  })

  test('a request that goes past it when the block has ended', async () => {
    const failure = await runToEnd(beginTest('an inner test'), () =>
      untilAnswered(() =>
        expect(() => early.track(pull())).not.toTriggerInternalEvents('pull_package'),
      ),
    ).catch((error: Error) => error.message)
    expect(failure).toBe(
      `Failed to check expect(block).not.toTriggerInternalEvents("pull_package"): ${PAST}, so nobody knows which events it carried. ${REMEDY}`,
    )
  })

  test('a request whose block has ended, and whose answer nobody awaits', async () => {
    const untilSent = () =>
      new Promise<void>((resolve) => {
        const channel = 'undici:request:create'
        const hear = () => {
          unsubscribe(channel, hear)
          resolve()
        }
        subscribe(channel, hear)
      })
    const run = runToEnd(beginTest('an inner test'), async () => {
      const sent = untilSent()
      await expect(() => early.track(pull())).not.toTriggerInternalEvents('pull_package')
      await sent
    })
    await expect(run).rejects.toThrow(`${PAST}, so nobody knows which events it carried.`)
  })

  // From here on a connection to MSW is kept, which the older tracker shares.
  test('a request that MSW takes when the block has ended', async () => {
    const run = runToEnd(beginTest('an inner test'), () =>
      untilAnswered(() =>
        expect(() => make().track(pull())).not.toTriggerInternalEvents('view_package_page'),
      ),
    )
    await expect(run).resolves.toBeUndefined()
  })

  test('a request that is still on its way', async () => {
    await untilAnswered(async () => {
      expect(await nextStep(() => void make().track(pull()))).toBe(NONE)
    })
  })

  test('a tracker that was made after it, and a request to somebody else', async () => {
    await expect(sending(make())).toTriggerInternalEvents('pull_package')
    await expect(sending(make())).not.toTriggerInternalEvents('view_package_page')
    await expect(sending(make())).toTriggerInternalEvents('view_package_page').never()
    await expect(async () => {
      await fetch('http://127.0.0.1:4999/other').catch(() => {})
    }).not.toTriggerInternalEvents()
  })

  test('a tracker that an interceptor or a port takes', async () => {
    const { close } = interceptCollector()
    await expect(sending(early)).toTriggerInternalEvents('pull_package')
    close()
  })
})

test('on a port, no request, and a path that is not there', async () => {
  const { url, close } = await startCollector()
  expect(await nextStep(() => {})).toBe(NONE)
  expect(await nextStep(() => fetch(`${url}/tp3`, { method: 'POST', body: '{}' }))).toBe(
    passed('POST /tp3'),
  )
  await close()
  expect(await nextStep(() => {})).toContain('.within(ms) waits for later events.')
})
