import { InternalEventsClient, withInternalEventContext } from 'internal-events-client'
import {
  fakes,
  InMemoryCounterStore,
  InternalEvents,
  privacyCanary,
  setPageContext,
  trackInternalEvent,
  usageMetrics,
  useCounterStore,
  withBatchedRedisWrites,
} from 'internal-events-testing'
import {
  describeAiUsageEventStore,
  InMemoryAiUsageEventStore,
} from 'internal-events-testing/ai-usage-events'
import { aiContext } from 'internal-events-testing/contexts'
import { clocks, describe, expect, otherCopy, test } from './runner.mjs'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const pull = (options = { user, project }) => trackInternalEvent('pull_package', options)

// Titles say whether the test passes or fails; run.mjs compares, and expected.mjs has the messages.

describe('blocks', () => {
  test('[pass] a sync block, awaited', async () => {
    await expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .with({ user, project })
  })

  test('[pass] a sync block, left alone', () => {
    expect(() => pull()).toTriggerInternalEvents('pull_package')
  })

  test('[pass] an async block', async () => {
    await expect(async () => {
      await wait(1)
      pull()
    })
      .toTriggerInternalEvents('pull_package')
      .once()
  })

  test('[pass] the block runs at once and once', async () => {
    let runs = 0
    const assertion = expect(() => {
      runs++
      pull()
    })
      .toTriggerInternalEvents('pull_package')
      .and.toIncrementUsageMetrics('counts.package_pulls')
    expect(runs).toBe(1)
    await assertion
    expect(runs).toBe(1)
  })

  test('[pass] counts', async () => {
    const twice = () => [pull(), pull()]
    await expect(twice).toTriggerInternalEvents('pull_package').twice()
    await expect(twice).toTriggerInternalEvents('pull_package').times(2)
    await expect(twice).toTriggerInternalEvents('pull_package').atLeast(1).atMost(3)
    await expect(twice).toTriggerInternalEvents('push_package').never()
  })

  test('[pass] the whole chain', async () => {
    const notes = []
    await expect(() => {
      pull()
      notes.push(1)
    })
      .toChange(() => notes.length)
      .by(1)
      .and.toTriggerInternalEvents('pull_package')
      .with({ user: expect.anything(), project })
      .and.toIncrementUsageMetrics(
        'counts.package_pulls',
        'redis_hll_counters.packages.active_users_weekly',
      )
      .by(1)
      .and.not.toTriggerInternalEvents('push_package')
      .and.toNotIncrementUsageMetrics('counts.package_pulls_by_guests')
  })

  test('[pass] negations', async () => {
    await expect(() => {}).not.toTriggerInternalEvents()
    await expect(() => pull()).not.toTriggerInternalEvents('push_package', 'delete_package')
    await expect(() => pull()).toNotTriggerInternalEvents('push_package')
    await expect(() => pull()).not.toIncrementUsageMetrics('counts.npm_package_pushes')
  })

  test('[pass] asymmetric matchers at any depth', async () => {
    await expect(() => pull({ user, additionalProperties: { label: 'npm', client: 'cli' } }))
      .toTriggerInternalEvents('pull_package')
      .with({
        user,
        additionalProperties: expect.objectContaining({ client: expect.stringContaining('cl') }),
      })
  })

  test('[pass] what the block throws is thrown', async () => {
    const error = new Error('from the block')
    await expect(
      expect(() => {
        throw error
      }).not.toTriggerInternalEvents(),
    ).rejects.toBe(error)
    await expect(
      expect(async () => {
        throw error
      }).toTriggerInternalEvents('pull_package'),
    ).rejects.toBe(error)
  })

  test('[pass] an error of the block is part of the claim behind .and', async () => {
    const refuse = () => {
      pull({ user })
      throw new TypeError('no entry')
    }
    await expect(() => refuse())
      .toTriggerInternalEvents('pull_package')
      .with({ user })
      .and.toThrow(TypeError)
    await expect(async () => refuse())
      .toTriggerInternalEvents('pull_package')
      .with({ user })
      .exactly(1)
      .times.and.toReject(/entry/)
  })

  test('[pass] an unknown name is an error, negated or not', () => {
    const message =
      'Failed to find event "pull_packages": no definition has this action. Did you mean "pull_package"?'
    expect(() => expect(() => {}).toTriggerInternalEvents('pull_packages')).toThrow(message)
    expect(() => expect(() => {}).not.toTriggerInternalEvents('pull_packages')).toThrow(message)
  })

  test('[pass] fakes are reset between tests', () => {
    expect(fakes.journal.events).toEqual([])
    expect(fakes.counters.keys()).toEqual([])
    expect(usageMetrics.value('counts.package_pulls')).toBe(0)
  })

  test('[pass] the front end and batches', async () => {
    setPageContext({ user })
    await expect(() => InternalEvents.trackEvent('click_copy_install_command', { label: 'npm' }))
      .toTriggerInternalEvents('click_copy_install_command')
      .with({ user, additionalProperties: { label: 'npm' } })
      .and.toIncrementUsageMetrics('counts.install_command_copies')
    await expect(() => withBatchedRedisWrites(() => [pull(), pull()]))
      .toIncrementUsageMetrics('counts.package_pulls')
      .by(2)
  })

  test('[pass] a copy in the other module format records in the same journal', async () => {
    // Jest has CommonJS alone.
    if (!otherCopy) return
    expect(otherCopy.trackInternalEvent).not.toBe(trackInternalEvent)
    await expect(() => otherCopy.trackInternalEvent('pull_package', { user }))
      .toTriggerInternalEvents('pull_package')
      .with({ user })
      .and.toIncrementUsageMetrics('counts.package_pulls')
    expect(fakes.journal.events).toHaveLength(1)
  })

  for (const clock of clocks) {
    test('[pass] faked timers', async () => {
      clock.fake()
      try {
        await expect(async () => pull())
          .toTriggerInternalEvents('pull_package')
          .and.toIncrementUsageMetrics('counts.package_pulls')
      } finally {
        clock.real()
      }
    })
  }

  test('[pass] payloads are those of the real tracker', () => {
    pull()
    const [event] = fakes.journal.events
    expect(event.payload).toEqual(
      expect.objectContaining({ e: 'se', se_ac: 'pull_package', tna: 'gl', p: 'srv' }),
    )
  })

  test('[pass] a fake tracker that was handed over', async () => {
    const { tracker } = fakes
    const { buildStructEvent } = await import('@snowplow/node-tracker')
    await expect(
      () => void tracker.track(buildStructEvent({ category: 'x', action: 'pull_package' })),
    )
      .toTriggerInternalEvents('pull_package')
      .with({ category: 'x' })
  })
})

describe('verdicts', () => {
  test('[fail] nothing recorded', async () => {
    await expect(() => {})
      .toTriggerInternalEvents('pull_package')
      .with({ user, project })
  })

  test('[fail] other properties', async () => {
    await expect(() => pull({ user, additionalProperties: { label: 'npm' } }))
      .toTriggerInternalEvents('pull_package')
      .with({ user, additionalProperties: { label: 'maven' } })
  })

  test('[fail] a metric that did not move', async () => {
    await expect(() =>
      pull({ additionalProperties: { property: 'user' } }),
    ).toIncrementUsageMetrics('counts.package_pulls_by_guests')
  })

  test('[pass] a canary that stays inside, in what is private', async () => {
    const canary = privacyCanary('token')
    await expect(() => pull({ user: { id: 1, token: canary } })).toKeepPrivate()
  })

  test('[fail] a canary that comes out', () => {
    pull({ user, additionalProperties: { label: privacyCanary('token') } })
  })

  test('[fail] personal data', async () => {
    await expect(() =>
      pull({ user, additionalProperties: { label: 'ada@example.com' } }),
    ).toKeepPrivate()
  })

  test('[fail] negated', async () => {
    await expect(() => pull()).not.toTriggerInternalEvents('pull_package')
  })

  test('[fail] a sync block, left alone', () => {
    expect(() => {})
      .toTriggerInternalEvents('pull_package')
      .twice()
  })

  test('[fail] a sync block, left alone in a test that goes on', async () => {
    expect(() => {}).toTriggerInternalEvents('pull_package')
    await wait(30)
  })

  test('[pass] the test after it', async () => {
    await wait(5)
  })

  test('[fail] an async block that nobody awaited', () => {
    expect(async () => pull()).toTriggerInternalEvents('pull_package')
  })

  test('[fail] used as an asymmetric matcher', () => {
    expect({ block: () => pull() }).toEqual({
      block: expect.toTriggerInternalEvents('pull_package'),
    })
  })

  test('[fail] used as a negated asymmetric matcher', () => {
    expect({ block: () => {} }).toEqual({
      block: expect.not.toTriggerInternalEvents('pull_package'),
    })
  })
})

describe('services', () => {
  const client = () => new InternalEventsClient({ enabled: true, tracker: fakes.tracker })
  const troubleshoot = () =>
    fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user, job: { id: 5 } })

  test('[pass] a client, the context of its request, and the AI context', async () => {
    await expect(() =>
      withInternalEventContext({ realm: 'saas', project_id: 2 }, () =>
        client().trackEvent('pull_package', { additionalProperties: { value: 7 } }),
      ),
    )
      .toTriggerInternalEvents('pull_package')
      .with({
        project: { id: 2 },
        standardContext: { realm: 'saas' },
        contexts: [{ schema: aiContext({}).schema, data: { session_id: '7' } }],
      })
  })

  test('[fail] another AI context', async () => {
    await expect(() => client().trackEvent('pull_package', { aiContext: { flow_type: 'chat' } }))
      .toTriggerInternalEvents('pull_package')
      .with({ aiContext: { flow_type: 'review' } })
  })

  test('[pass] an AI usage event', async () => {
    await expect(troubleshoot)
      .toRecordAiUsageEvents('troubleshoot_job')
      .with({ user, payload: expect.objectContaining({ job_id: 5 }) })
      .and.not.toTriggerInternalEvents()
  })

  test('[fail] an AI usage event of another user', async () => {
    await expect(troubleshoot)
      .toRecordAiUsageEvents('troubleshoot_job')
      .with({ user: { id: 2 } })
  })
})

describe('a store that is used in a describe', () => {
  const [store, other] = [new InMemoryCounterStore(), new InMemoryCounterStore()]
  useCounterStore(store)
  let refusal
  try {
    useCounterStore(other)
  } catch ({ code }) {
    refusal = code
  }
  useCounterStore(undefined)

  test('[pass] is refused a second one', () => {
    expect(refusal).toBe('USED_ALREADY')
  })

  test('[pass] is that of one test where the test uses it', async () => {
    useCounterStore(other)
    await expect(() => pull()).toIncrementUsageMetrics('counts.package_pulls')
    expect(other.keys().length).toBeGreaterThan(0)
  })

  test('[pass] is not that of the next test', () => {
    expect(() => pull()).toIncrementUsageMetrics('counts.package_pulls')
    expect(usageMetrics.value('counts.package_pulls')).toBe(1)
  })
})

describeAiUsageEventStore({
  name: 'the suite of stores',
  create: () => new InMemoryAiUsageEventStore(),
  describe,
  test: (behaviour, run) => test(`[pass] ${behaviour}`, run),
})

describe('rendered HTML', () => {
  const html = `<button class="btn" data-event-tracking="click_copy_install_command" data-event-label="npm">Copy</button>`

  test('[pass] HTML, awaited and left alone', async () => {
    expect(html).toTriggerInternalEvents('click_copy_install_command')
    await expect(html)
      .toTriggerInternalEvents('click_copy_install_command')
      .onClick()
      .with({ additionalProperties: { label: 'npm' } })
    await expect(`<p>${html.replaceAll(/data-\S+/g, '')}</p>`).not.toTriggerInternalEvents()
    expect(html).toHaveValidEventTracking()
  })

  test('[fail] HTML with other properties', async () => {
    await expect(html)
      .toTriggerInternalEvents('click_copy_install_command')
      .onClick()
      .with({ additionalProperties: { label: 'maven' } })
  })

  test('[fail] HTML left alone', async () => {
    expect(html).toTriggerInternalEvents('click_copy_install_command').onLoad()
    await wait(5)
  })

  test('[fail] HTML that tracks', async () => {
    await expect(html).not.toTriggerInternalEvents()
  })

  test('[fail] HTML whose tracking is not valid', () => {
    expect(html.replace('label', 'lable')).toHaveValidEventTracking()
  })
})
