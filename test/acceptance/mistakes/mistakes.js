import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
import { setupServer } from 'msw/node'
import { expect, onTestFinished, vi } from 'vitest'
import {
  fakes,
  InternalEvents,
  resetFakes,
  setPageContext,
  trackInternalEvent,
} from '../../../src/entries/index.ts'
import { collector, collectorHandlers, interceptCollector } from '../../../src/entries/msw.ts'
import { beginTest, runToEnd } from '../../../src/fakes/index.ts'
import { mistake } from './mistake.ts'

const user = { id: 1 }
const pull = () => trackInternalEvent('pull_package', { user })
const push = (additionalProperties) =>
  trackInternalEvent('push_package', { user, additionalProperties })
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const intercept = () => {
  const { close } = interceptCollector()
  onTestFinished(close)
}
const trackerOf = (options) =>
  newTracker({ namespace: 'cli', appId: 'cli' }, { endpoint: 'https://c.example.com', ...options })
const pulled = () => buildStructEvent({ category: 'CLI', action: 'pull_package' })

// # Nothing was recorded

mistake('The block does not reach the code that tracks', async () => {
  await expect(() => {}).toTriggerInternalEvents('pull_package')
})

mistake('The block does not wait for its work', async () => {
  await expect(() => {
    setTimeout(pull, 60_000)
  }).toTriggerInternalEvents('pull_package')
})

mistake('The event was tracked before the block', async () => {
  pull()
  await expect(() => {}).toTriggerInternalEvents('pull_package')
})

mistake('The time that the block is watched for is too short', async () => {
  await expect(() => {
    setTimeout(pull, 60_000)
  })
    .toTriggerInternalEvents('pull_package')
    .within(5)
})

mistake('The block returns a list of promises', async () => {
  await expect(() => [1, 2].map(async () => pull())).not.toTriggerInternalEvents()
})

mistake('Timers are fake, and nobody advances them', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  await expect(() => {
    setTimeout(pull, 5)
  }).toTriggerInternalEvents('pull_package')
})

mistake('A tracker keeps its events in a buffer', async () => {
  intercept()
  const tracker = trackerOf({})
  await expect(async () => {
    tracker.track(pulled())
    await collector.settled()
  }).toTriggerInternalEvents('pull_package')
})

mistake('The request of a tracker is on its way', async () => {
  const server = setupServer(...collectorHandlers())
  server.listen()
  onTestFinished(() => server.close())
  const tracker = trackerOf({ bufferSize: 1 })
  await expect(() => {
    tracker.track(pulled())
  }).toTriggerInternalEvents('pull_package')
})

mistake('A tracker sends to a path of its own', async () => {
  intercept()
  const tracker = trackerOf({ bufferSize: 1, postPath: '/own/path', retryFailedRequests: false })
  await expect(async () => {
    tracker.track(pulled())
    await wait(300)
  }).toTriggerInternalEvents('pull_package')
})

mistake('A tracker is older than the server of MSW', async () => {
  const tracker = trackerOf({ bufferSize: 1, retryFailedRequests: false })
  const server = setupServer(...collectorHandlers())
  server.listen()
  onTestFinished(() => server.close())
  await expect(async () => {
    tracker.track(pulled())
    await wait(300)
  }).toTriggerInternalEvents('pull_package')
})

mistake('The collector answers with a failure', async () => {
  intercept()
  const tracker = trackerOf({ bufferSize: 1, retryFailedRequests: false })
  collector.respondWith(500)
  await expect(async () => {
    tracker.track(pulled())
    await collector.settled()
  }).toTriggerInternalEvents('pull_package')
})

mistake('The code catches the error of a misspelt event', async () => {
  await expect(() => {
    try {
      trackInternalEvent('pull_packages', { user })
    } catch {}
  }).toTriggerInternalEvents('pull_package')
})

mistake('The test makes the call fail', async () => {
  fakes.failTracking('pull_package')
  await expect(() => {
    try {
      pull()
    } catch {}
  }).toTriggerInternalEvents('pull_package')
})

mistake('A mock swallows what the page tracks', async () => {
  const spy = vi.spyOn(InternalEvents, 'trackEvent').mockImplementation(() => {})
  onTestFinished(() => spy.mockRestore())
  await expect(() => {
    InternalEvents.trackEvent('click_copy_install_command')
  }).not.toTriggerInternalEvents('click_copy_install_command')
})

// # Another event was recorded

mistake('The event is another one', async () => {
  await expect(() => push()).toTriggerInternalEvents('pull_package')
})

mistake('A property differs', async () => {
  await expect(() => push({ label: 'maven' }))
    .toTriggerInternalEvents('push_package')
    .with({ user, additionalProperties: { label: 'npm' } })
})

mistake('An identifier is left out of .with()', async () => {
  await expect(pull).toTriggerInternalEvents('pull_package').with({ project: null })
})

mistake('A value is not there yet when .with() reads it', async () => {
  let author
  await expect(async () => {
    await wait(1)
    author = { id: 1 }
    trackInternalEvent('pull_package', { user: author })
  })
    .toTriggerInternalEvents('pull_package')
    .with({ user: author })
})

mistake('An identifier is null in .with()', async () => {
  await expect(pull).toTriggerInternalEvents('pull_package').with({ user: null })
})

mistake('The page lacks the user that .with() expects', async () => {
  await expect(() => {
    InternalEvents.trackEvent('click_copy_install_command')
  })
    .toTriggerInternalEvents('click_copy_install_command')
    .with({ user })
})

mistake('The event comes twice', async () => {
  await expect(() => [pull(), pull()]).toTriggerInternalEvents('pull_package')
})

mistake('The events come in another order', async () => {
  await expect(() => [push(), pull()])
    .toTriggerInternalEvents('pull_package', 'push_package')
    .inOrder()
})

mistake('The event comes after the block', async () => {
  await expect(() => {
    setTimeout(pull, 1)
  }).not.toTriggerInternalEvents('pull_package')
  await wait(10)
})

mistake('A loop that the block started goes on', async () => {
  let polls = 0
  await expect(() => {
    pull()
    const poller = setInterval(() => {
      pull()
      if (++polls === 2) clearInterval(poller)
    }, 1)
  }).toTriggerInternalEvents('pull_package')
  while (polls < 2) await wait(1)
})

mistake('A worker of an earlier test tracks', async () => {
  const jobs = []
  let worker
  await runToEnd(beginTest('makes the worker'), () => {
    worker = setInterval(() => jobs.shift()?.(), 1)
  })
  onTestFinished(() => clearInterval(worker))
  await expect(async () => {
    jobs.push(pull)
    await wait(10)
  }).toTriggerInternalEvents('pull_package')
})

// # An expectation that nothing can meet

mistake('A property is misspelt in .with()', async () => {
  await expect(() => push({ label: 'npm' }))
    .toTriggerInternalEvents('push_package')
    .with({ additionalProperties: { lable: 'npm' } })
    .never()
})

mistake('A property is passed, but the event does not declare it', async () => {
  await expect(() =>
    trackInternalEvent('delete_package', { additionalProperties: { property: 'x' } }),
  )
    .toTriggerInternalEvents('delete_package')
    .with({ additionalProperties: { property: 'x' } })
})

mistake('A property has another type', async () => {
  await expect(() => push({ value: 20 }))
    .toTriggerInternalEvents('push_package')
    .with({ user, additionalProperties: { value: '20' } })
})

mistake('A pattern stands for a category', async () => {
  await expect(pull)
    .toTriggerInternalEvents('pull_package')
    .with({ category: /Tracking/ })
})

// # A metric does not move

mistake('The event has no user', async () => {
  await expect(() => trackInternalEvent('pull_package', { user: null })).toIncrementUsageMetrics(
    'redis_hll_counters.packages.active_users_weekly',
  )
})

mistake('The user was counted before', async () => {
  pull()
  await expect(pull).toIncrementUsageMetrics('redis_hll_counters.packages.active_users_weekly')
})

mistake('The block moves the clock', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-02-13'), toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  await expect(() => {
    pull()
    vi.setSystemTime('2026-03-13')
  }).toIncrementUsageMetrics('redis_hll_counters.packages.active_users_weekly')
})

mistake('The block resets the counters', async () => {
  await expect(() => {
    resetFakes()
    pull()
  }).toIncrementUsageMetrics('counts.package_pulls')
})

mistake('A user counts once', async () => {
  await expect(() => [pull(), pull()])
    .toIncrementUsageMetrics('redis_hll_counters.packages.active_users_weekly')
    .by(2)
})

mistake('A filter does not match', async () => {
  await expect(() => push({ label: 'maven' })).toIncrementUsageMetrics('counts.npm_package_pushes')
})

mistake('A tracker sends the event, and nobody counts it', async () => {
  await expect(() => {
    fakes.tracker.track(pulled())
  }).toIncrementUsageMetrics('counts.package_pulls')
})

mistake('The page has no user', async () => {
  setPageContext({})
  await expect(() => {
    InternalEvents.trackEvent('click_copy_install_command')
  }).toIncrementUsageMetrics('counts.install_command_copies')
})

mistake('A sum has no value', async () => {
  await expect(() => push()).toIncrementUsageMetrics('sums.pushed_kilobytes')
})

// # A name is wrong

mistake('An event is misspelt', async () => {
  await expect(pull).not.toTriggerInternalEvents('pull_packages')
})

mistake('A key path has another time frame', async () => {
  await expect(pull).toIncrementUsageMetrics('counts.package_pulls_monthly')
})

mistake('A key path is not whole', async () => {
  await expect(pull).toIncrementUsageMetrics('active_users')
})

mistake('An event stands for a metric', async () => {
  await expect(pull).toIncrementUsageMetrics('pull_package')
})

// # The assertion itself

mistake('Nobody awaits it', () => {
  expect(async () => pull()).toTriggerInternalEvents('pull_package')
})

mistake('A callback of forEach awaits it', () => {
  ;[1, 2].forEach(async () => {
    await expect(() => wait(20)).toTriggerInternalEvents('pull_package')
  })
})

mistake('It is negated twice', async () => {
  await expect(pull).not.toNotTriggerInternalEvents('pull_package')
})

mistake('A negation has a chain', async () => {
  await expect(pull).not.toTriggerInternalEvents('pull_package').with({ user })
})

mistake('It says two counts', async () => {
  await expect(pull).toTriggerInternalEvents('pull_package').once().twice()
})

mistake('It stops before a call', () => {
  expect(pull).toTriggerInternalEvents('pull_package').never
})

mistake('A result stands for the function', async () => {
  await expect(pull()).toTriggerInternalEvents('pull_package')
})

mistake('A promise stands for the function', async () => {
  await expect(Promise.resolve()).toTriggerInternalEvents('pull_package')
})

mistake('A selector found nothing', async () => {
  await expect(null).toTriggerInternalEvents('click_copy_install_command')
})

mistake('A selector stands for HTML', async () => {
  await expect('.copy-button').toTriggerInternalEvents('click_copy_install_command')
})

mistake('It stands inside another one', () => {
  expect([pull]).toEqual([expect.toTriggerInternalEvents('pull_package')])
})
