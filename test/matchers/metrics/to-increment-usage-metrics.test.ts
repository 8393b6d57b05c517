import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  fakes,
  InternalEvents,
  loadCatalog,
  MatcherError,
  type MatcherErrorCode,
  resetFakes,
  setPageContext,
  trackInternalEvent,
  withBatchedRedisWrites,
} from '../../../src/entries/index.ts'
import { currentCatalog, setCatalog } from '../../../src/fakes/index.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { messageOf } from '../message-of.ts'
import { unchecked } from '../unchecked.ts'

const user = { id: 1 }
const project = { id: 2 }
const pull = (id = 1) => trackInternalEvent('pull_package', { user: { id }, project })
const push = (label?: string, value?: number) =>
  trackInternalEvent('push_package', { user, additionalProperties: { label, value } })

const TOTAL = 'counts.package_pulls'
const WEEKLY = 'redis_hll_counters.packages.active_users_weekly'
const MONTHLY = 'redis_hll_counters.packages.count_distinct_user_id_from_pull_package_monthly'

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('passes', () => {
  test('by one by default, each of the metrics', async () => {
    await expect(() => pull()).toIncrementUsageMetrics(TOTAL, WEEKLY, MONTHLY)
  })

  test('with each chain', async () => {
    const twice = () => [pull(), pull()]
    await expect(twice).toIncrementUsageMetrics(TOTAL).from(0).to(2)
    await expect(twice).toIncrementUsageMetrics(TOTAL).by(2)
    await expect(twice).toIncrementUsageMetrics(TOTAL).byAtLeast(1)
    await expect(twice).toIncrementUsageMetrics(TOTAL).byAtMost(2)
    await expect(twice).toIncrementUsageMetrics(TOTAL).atLeast(2)
    await expect(twice).toIncrementUsageMetrics(TOTAL).atMost(3).atLeast(1)
    await expect(twice).toIncrementUsageMetrics(TOTAL).to(14)
    await expect(twice).toIncrementUsageMetrics(TOTAL).from(14).by(2)
    await expect(twice).toIncrementUsageMetrics(TOTAL).from(16).to(18).by(2)
  })

  test('counts what the block adds, not what was there', async () => {
    pull()
    await expect(() => pull())
      .toIncrementUsageMetrics(TOTAL)
      .from(1)
      .to(2)
    await expect(() => pull(2))
      .toIncrementUsageMetrics(WEEKLY)
      .from(1)
      .to(2)
  })

  test('sums of floats', async () => {
    push('npm', 0.1)
    await expect(() => push('npm', 0.2))
      .toIncrementUsageMetrics('sums.pushed_kilobytes_weekly')
      .by(0.2)
    await expect(() => push('npm', 1.5))
      .toIncrementUsageMetrics('sums.pushed_kilobytes')
      .from(0.3)
      .to(1.8)
  })

  test('batched writes', async () => {
    await expect(() => withBatchedRedisWrites(() => [pull(1), pull(2)]))
      .toIncrementUsageMetrics(TOTAL, WEEKLY)
      .by(2)
  })

  test('a batch that is still open when the block ends', async () => {
    const block = () => {
      void withBatchedRedisWrites(async () => {
        pull(1)
        await new Promise((resolve) => setTimeout(resolve, 5))
      })
    }
    await expect(block)
      .toIncrementUsageMetrics(TOTAL)
      .by(1)
      .and.toTriggerInternalEvents('pull_package')
    await expect(Promise.resolve(expect(block).not.toIncrementUsageMetrics(TOTAL))).rejects.toThrow(
      'Expected "counts.package_pulls" not to move, but it increased by 1',
    )
  })

  test('a batch that ends in the block writes nothing that was not counted before', async () => {
    let end = () => {}
    const batch = withBatchedRedisWrites(async () => {
      pull(1)
      await new Promise<void>((resolve) => {
        end = resolve
      })
    })
    await expect(async () => {
      end()
      await batch
    }).not.toIncrementUsageMetrics(TOTAL)
  })

  test('a block within a batch counts at once', async () => {
    const assertions = withBatchedRedisWrites(() => {
      const moved = expect(() => pull(1)).toIncrementUsageMetrics(TOTAL)
      const stayed = expect(() => pull(2)).not.toIncrementUsageMetrics(TOTAL)
      return [moved, Promise.resolve(stayed)] as const
    })
    await assertions[0]
    await expect(assertions[1]).rejects.toThrow('Expected "counts.package_pulls" not to move')
  })

  test('reads each side at its own time when the block moves the clock', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-02-13T12:00:00Z'), toFake: ['Date'] })
    pull(1)
    await expect(() => {
      vi.setSystemTime('2026-02-16')
      pull(2)
    })
      .toIncrementUsageMetrics(WEEKLY)
      .from(1)
      .to(2)
    await expect(() => {
      vi.setSystemTime('2026-02-23')
      pull(3)
    })
      .toIncrementUsageMetrics(WEEKLY)
      .from(2)
      .to(2 + 0)
      .then(
        () => {
          throw new Error('an end that is no increment')
        },
        (error) => expect(error.code).toBe('INVALID_CHAIN'),
      )
  })

  test('a block inside a block', async () => {
    await expect(async () => {
      pull()
      await expect(() => pull())
        .toIncrementUsageMetrics(TOTAL)
        .from(1)
        .to(2)
    })
      .toIncrementUsageMetrics(TOTAL)
      .by(2)
  })
})

describe('negated', () => {
  test('passes when none of the metrics moved', async () => {
    await expect(() => push('maven')).not.toIncrementUsageMetrics(
      TOTAL,
      'counts.npm_package_pushes',
    )
    await expect(() => push('maven')).toNotIncrementUsageMetrics('counts.npm_package_pushes')
    await expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .with({ user, project })
      .and.not.toIncrementUsageMetrics('counts.npm_package_pushes')
  })

  test('fails when one moved, by whatever step', async () => {
    expect(
      await messageOf(() => expect(() => [pull(), pull()]).not.toIncrementUsageMetrics(TOTAL)),
    ).toBe(`expect(block).not.toIncrementUsageMetrics("counts.package_pulls")

Expected "counts.package_pulls" not to move, but it increased by 2, from 0 to 2.

Expected: stay at 0
Recorded: increased by 2, from 0 to 2
It counts:
  pull_package
    twice counted
Events that it counts:
  "pull_package" user 1, project 2 (2 times)

Find the code in the block that tracks these events, or expect the change with toIncrementUsageMetrics.`)
    expect(
      await messageOf(() =>
        expect(() => push('npm')).toNotIncrementUsageMetrics('counts.npm_package_pushes'),
      ),
    ).toBe(`expect(block).toNotIncrementUsageMetrics("counts.npm_package_pushes")

Expected "counts.npm_package_pushes" not to move, but it increased by 1, from 0 to 1.

Expected: stay at 0
Recorded: increased by 1, from 0 to 1
It counts:
  push_package where label is "npm"
    once counted
Events that it counts:
  "push_package" user 1, {"label": "npm"}

Find the code in the block that tracks these events, or expect the change with toIncrementUsageMetrics.`)
  })
})

describe('fails and says why', () => {
  const head = (
    keyPath: string,
    recorded = 'stayed at 0',
    expected = 'increase by 1',
    chain = '',
  ) =>
    `expect(block).toIncrementUsageMetrics("${keyPath}")${chain}

Expected "${keyPath}" to ${expected}, but it ${recorded}.

Expected: ${expected}
Recorded: ${recorded}
`

  const reasons: [string, () => unknown, string, string][] = [
    [
      'the event was not triggered',
      () => {},
      TOTAL,
      `It counts:
  pull_package
    not triggered by the block

Track "pull_package" in the block.`,
    ],
    [
      'none of several events',
      () => {},
      WEEKLY,
      `It counts, by 2 rules:
  push_package, each user once
    not triggered by the block
  pull_package, each user once
    not triggered by the block

Track one of these events in the block.`,
    ],
    [
      'a filter that was not met',
      () => [push('maven'), push('maven'), push()],
      'counts.npm_package_pushes',
      `It counts:
  push_package where label is "npm"
    twice not counted: label should be "npm", but was "maven"
    once not counted: label should be "npm", but was not given

Pass label: "npm", or expect a metric without this filter.`,
    ],
    [
      'a missing identifier',
      () => trackInternalEvent('pull_package', { user: null }),
      WEEKLY,
      `It counts, by 2 rules:
  pull_package, each user once
    once not counted: triggered without user
  push_package, each user once
    not triggered by the block

Pass user where "pull_package" is tracked.`,
    ],
    [
      'a sum without value',
      () => push('npm'),
      'sums.pushed_kilobytes',
      `It counts:
  push_package, the sum of value
    once not counted: triggered without value

Pass additionalProperties: { value }.`,
    ],
    [
      'an event of the front end on a page without a user',
      () => InternalEvents.trackEvent('click_copy_install_command'),
      'counts.install_command_copies',
      `It counts:
  click_copy_install_command
    once not counted: tracked by the front end on a page without a user, which the back end does not count

Give the page a user: setPageContext({ user }).`,
    ],
    [
      'an event of the front end on a page without a project',
      () => {
        setPageContext({ user })
        InternalEvents.trackEvent('push_package', { label: 'npm', property: 'user' })
      },
      'redis_hll_counters.packages.npm_projects_monthly',
      `It counts:
  push_package where label is "npm" and property is "user", each project once
    once not counted: triggered without project

Give the page a project: setPageContext({ project }).`,
    ],
  ]
  test.each(reasons)('%s', async (_name, block, keyPath, end) => {
    expect(await messageOf(() => expect(block).toIncrementUsageMetrics(keyPath))).toBe(
      head(keyPath) + end,
    )
  })

  test('a unique value that was counted already', async () => {
    pull(1)
    pull(2)
    expect(
      await messageOf(() =>
        expect(() => [pull(1), pull(2)])
          .toIncrementUsageMetrics(WEEKLY)
          .byAtLeast(1),
      ),
    ).toBe(`${head(WEEKLY, 'stayed at 2', 'increase by at least 1', '.byAtLeast(1)')}It counts, by 2 rules:
  pull_package, each user once
    twice not counted: user 1, 2 were already counted in this week or the one before
  push_package, each user once
    not triggered by the block

Use a user that was not counted before the block.`)
    expect(await messageOf(() => expect(() => pull(1)).toIncrementUsageMetrics(MONTHLY))).toContain(
      'once not counted: user 1 was already counted in these five weeks',
    )
  })

  test('a unique property that was counted already, by value and type', async () => {
    push('npm')
    const keyPath = 'redis_hll_counters.packages.count_distinct_label_from_push_package_weekly'
    expect(
      await messageOf(() => expect(() => push('npm')).toIncrementUsageMetrics(keyPath)),
    ).toBe(`${head(keyPath, 'stayed at 1')}It counts:
  push_package, each label once
    once not counted: label "npm" was already counted in this week or the one before

Use a label that was not counted before the block.`)
    expect(await messageOf(() => expect(() => push()).toIncrementUsageMetrics(keyPath))).toContain(
      'once not counted: triggered without label\n\nPass additionalProperties: { label } where "push_package" is tracked.',
    )
  })

  test('missing namespaces of a feature, by the name of the option', async () => {
    const { root, remove } = temporaryProject({
      'config/events/a.yml': 'internal_events: true\naction: a\n',
      'config/metrics/m.yml':
        'key_path: m\ndata_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  unique: feature_enabled_by_namespace_ids\n',
    })
    onTestFinished(remove)
    const catalog = currentCatalog()
    onTestFinished(() => setCatalog(catalog))
    setCatalog(loadCatalog({ root }))
    const track = (featureEnabledByNamespaceIds?: number[]) =>
      trackInternalEvent('a', { user, featureEnabledByNamespaceIds })
    expect(await messageOf(() => expect(() => track()).toIncrementUsageMetrics('m'))).toContain(
      'triggered without feature_enabled_by_namespace_ids\n\nPass featureEnabledByNamespaceIds where "a" is tracked.',
    )
    await expect(() => track([1, 2])).toIncrementUsageMetrics('m')
    await expect(() => track([1, 2])).not.toIncrementUsageMetrics('m')
  })

  test('an event that went through a tracker', async () => {
    const { buildStructEvent } = await import('@snowplow/node-tracker')
    const block = () =>
      void fakes.tracker.track(buildStructEvent({ category: '', action: 'pull_package' }))
    expect(await messageOf(() => expect(block).toIncrementUsageMetrics(TOTAL))).toBe(
      `${head(TOTAL)}It counts:
  pull_package
    once not counted: sent directly through a Snowplow tracker, which does not move counters

Track it with trackInternalEvent to move metrics.`,
    )
  })

  test('another step', async () => {
    expect(
      await messageOf(() => expect(() => [pull(1), pull(2)]).toIncrementUsageMetrics(MONTHLY)),
    ).toBe(`${head(MONTHLY, 'increased by 2, from 0 to 2')}It counts:
  pull_package, each user once
    twice triggered, by user 1, 2

Find the code in the block that moves it by more, or expect .by(2).`)
    expect(
      await messageOf(() =>
        expect(() => [push('npm', 2), push('npm', 3)])
          .toIncrementUsageMetrics('sums.pushed_kilobytes')
          .byAtMost(4),
      ),
    ).toBe(`${head('sums.pushed_kilobytes', 'increased by 5, from 0 to 5', 'increase by at most 4', '.byAtMost(4)')}It counts:
  push_package, the sum of value
    counted: 2 + 3

Find the code in the block that moves it by more, or expect .by(5).`)
  })

  test('a unique metric that counted somebody twice', async () => {
    const stepFor = async (block: () => unknown, keyPath = WEEKLY) => {
      const message = await messageOf(() => expect(block).toIncrementUsageMetrics(keyPath).by(2))
      return message.split('\n\n').at(-1)
    }
    const repeated = 'Each user counts once: use another user, or expect .by(1).'
    const twice = () => [pull(1), pull(1)]
    expect(
      await messageOf(() => expect(twice).toIncrementUsageMetrics(WEEKLY).by(2)),
    ).toBe(`expect(block).toIncrementUsageMetrics("${WEEKLY}").by(2)

Expected "${WEEKLY}" to increase by 2, but it increased by 1, from 0 to 1.

Expected: increase by 2
Recorded: increased by 1, from 0 to 1
It counts, by 2 rules:
  pull_package, each user once
    twice triggered, by user 1
  push_package, each user once
    not triggered by the block

${repeated}`)
    resetFakes()
    expect(await stepFor(() => [pull(1), push()])).toBe(repeated)
    resetFakes()
    expect(await stepFor(() => [pull(1), pull(1)], MONTHLY)).toBe(repeated)
    expect(await stepFor(() => [pull(1), pull(2)], MONTHLY)).toBe(
      'Use a user that was not counted before the block, or expect .by(1).',
    )
    expect(await stepFor(() => [pull(3)], MONTHLY)).toBe(
      'Correct the events that the block tracks, or the expected step.',
    )
  })

  test('more of a metric of several rules than expected', async () => {
    const message = await messageOf(() =>
      expect(() => [pull(1), pull(2)]).toIncrementUsageMetrics(WEEKLY),
    )
    expect(message.split('\n\n').at(-1)).toBe(
      'Find the code in the block that moves it by more, or expect .by(2).',
    )
  })

  test('another start or end', async () => {
    pull()
    expect(
      await messageOf(() =>
        expect(() => pull())
          .toIncrementUsageMetrics(TOTAL)
          .from(0)
          .to(1),
      ),
    ).toBe(`${head(TOTAL, 'increased by 1, from 1 to 2', 'increase from 0 to 1', '.from(0).to(1)')}It counts:
  pull_package
    once counted

The metric started at 1: count only in the block, or state .from(1).`)
    expect(
      await messageOf(() =>
        expect(() => pull())
          .toIncrementUsageMetrics(TOTAL)
          .from(0)
          .by(1),
      ),
    ).toContain('to increase by 1 from 0, but it increased by 1, from 2 to 3.')
    expect(
      await messageOf(() =>
        expect(() => pull())
          .toIncrementUsageMetrics(TOTAL)
          .to(9),
      ),
    ).toContain(
      'Expected "counts.package_pulls" to increase to 9, but it increased by 1, from 3 to 4.',
    )
    expect(
      await messageOf(() =>
        expect(() => {})
          .toIncrementUsageMetrics(TOTAL)
          .to(4),
      ),
    ).toContain('Expected "counts.package_pulls" to increase to 4, but it stayed at 4.')
  })

  test('a metric that went down because the clock moved on', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-02-13T12:00:00Z'), toFake: ['Date'] })
    pull(1)
    expect(
      await messageOf(() =>
        expect(() => vi.setSystemTime('2026-03-13')).not.toIncrementUsageMetrics(WEEKLY),
      ),
    ).toMatchInlineSnapshot(`
      "expect(block).not.toIncrementUsageMetrics("redis_hll_counters.packages.active_users_weekly")

      Expected "redis_hll_counters.packages.active_users_weekly" not to move, but it decreased by 1, from 1 to 0.

      Expected: stay at 1
      Recorded: decreased by 1, from 1 to 0
      It counts, by 2 rules:
        push_package, each user once
          not triggered by the block
        pull_package, each user once
          not triggered by the block
      The block moved the clock: the metric looked at 2026-06 to 2026-07 before it, at 2026-10 to 2026-11 after it.

      Move the clock before the block: a metric of weeks looks at the weeks up to the present one."
    `)
  })

  test('a metric whose window moved on while the block counted', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-02-13T12:00:00Z'), toFake: ['Date'] })
    pull(1)
    const later = (date: string) => () => {
      vi.setSystemTime(date)
      pull(1)
    }
    expect(
      await messageOf(() => expect(later('2026-03-13')).toIncrementUsageMetrics(WEEKLY)),
    ).toMatchInlineSnapshot(`
      "expect(block).toIncrementUsageMetrics("redis_hll_counters.packages.active_users_weekly")

      Expected "redis_hll_counters.packages.active_users_weekly" to increase by 1, but it stayed at 1.

      Expected: increase by 1
      Recorded: stayed at 1
      It counts, by 2 rules:
        pull_package, each user once
          once triggered, by user 1
        push_package, each user once
          not triggered by the block
      The block moved the clock: the metric looked at 2026-06 to 2026-07 before it, at 2026-10 to 2026-11 after it.

      Move the clock before the block: a metric of weeks looks at the weeks up to the present one."
    `)
    // One came in where another has left.
    expect(
      await messageOf(() => expect(later('2026-04-13')).not.toIncrementUsageMetrics(WEEKLY)),
    ).toMatchInlineSnapshot(`
      "expect(block).not.toIncrementUsageMetrics("redis_hll_counters.packages.active_users_weekly")

      Expected "redis_hll_counters.packages.active_users_weekly" not to move, but it increased by 1, from 0 to 1.

      Expected: stay at 0
      Recorded: increased by 1, from 0 to 1
      It counts, by 2 rules:
        pull_package, each user once
          once triggered, by user 1
        push_package, each user once
          not triggered by the block
      The block moved the clock: the metric looked at 2026-10 to 2026-11 before it, at 2026-15 to 2026-16 after it.
      Events that it counts:
        "pull_package" user 1, project 2

      Find the code in the block that tracks these events, or expect the change with toIncrementUsageMetrics."
    `)
    await expect(() => vi.setSystemTime('2026-04-14')).not.toIncrementUsageMetrics(WEEKLY)
    await expect(later('2026-05-13')).not.toIncrementUsageMetrics('counts.install_command_copies')
  })

  test('an event that was counted in a week that the metric does not look at', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-02-13T12:00:00Z'), toFake: ['Date'] })
    const earlier = () => {
      const now = Date.now()
      vi.setSystemTime('2026-01-13')
      pull(1)
      vi.setSystemTime(now)
    }
    expect(
      await messageOf(() => expect(earlier).toIncrementUsageMetrics(WEEKLY)),
    ).toMatchInlineSnapshot(`
      "expect(block).toIncrementUsageMetrics("redis_hll_counters.packages.active_users_weekly")

      Expected "redis_hll_counters.packages.active_users_weekly" to increase by 1, but it stayed at 0.

      Expected: increase by 1
      Recorded: stayed at 0
      It counts, by 2 rules:
        pull_package, each user once
          once not counted: counted in week 2026-03, but the metric looks at 2026-06 to 2026-07
        push_package, each user once
          not triggered by the block

      Move the clock before the block: a metric of weeks looks at the weeks up to the present one."
    `)
  })

  test('each of several metrics', async () => {
    const message = await messageOf(() =>
      expect(() => {}).toIncrementUsageMetrics(TOTAL, 'counts.install_command_copies'),
    )
    expect(message).toContain(
      'Expected "counts.package_pulls" to increase by 1, but it stayed at 0.',
    )
    expect(message).toContain('Expected "counts.install_command_copies" to increase by 1')
  })

  test('no more than five of many metrics, and the names of the others', async () => {
    const many = [
      TOTAL,
      WEEKLY,
      'counts.install_command_copies',
      'counts.npm_package_pushes',
      'counts.package_pulls_by_guests',
      'sums.pushed_kilobytes',
      'redis_hll_counters.packages.npm_projects_monthly',
    ] as const
    const message = await messageOf(() => expect(() => {}).toIncrementUsageMetrics(...many))
    expect(message.match(/^Expected ".*" to increase/gm)).toHaveLength(5)
    expect(message).toMatch(
      /\n\nNot as expected either:\n {2}"sums\.pushed_kilobytes"\n {2}"redis_hll_counters\.packages\.npm_projects_monthly"\n\nTrack "pull_package" in the block\.\nTrack one of these events in the block\.\nTrack "click_copy_install_command" in the block\.\nTrack "push_package" in the block\.$/,
    )
  })

  test('no more than ten of many names in the call', async () => {
    const names = Array.from({ length: 12 }, () => TOTAL)
    const assert = () => expect(() => {}).toIncrementUsageMetrics(TOTAL, ...names)
    expect(await messageOf(assert)).toContain(`"${TOTAL}", … and 3 more)`)
  })

  test('every claim of a chain that does not hold', async () => {
    const message = await messageOf(() =>
      expect(() => {})
        .toTriggerInternalEvents('pull_package')
        .and.toIncrementUsageMetrics(TOTAL)
        .by(2),
    )
    expect(message).toMatch(
      /^expect\(block\)\.toTriggerInternalEvents\("pull_package"\)\n[\s\S]*\n\nexpect\(block\)\.toIncrementUsageMetrics\("counts\.package_pulls"\)\.by\(2\)\n/,
    )
  })
})

describe('misuse', () => {
  const misuse = async (assert: () => unknown, code: MatcherErrorCode = 'INVALID_CHAIN') => {
    try {
      await assert()
    } catch (error) {
      expect(error).toMatchObject({ constructor: MatcherError, code })
      return (error as Error).message
    }
    throw new Error('nothing was thrown')
  }
  const subject = () => expect(() => pull()).toIncrementUsageMetrics(TOTAL)
  const failed = `Failed to check expect(block).toIncrementUsageMetrics("${TOTAL}"): `

  test('no key paths, or key paths that nothing moves', async () => {
    const none = expect(() => {}) as unknown as Record<string, () => unknown>
    expect(await misuse(() => none['toIncrementUsageMetrics']?.(), 'INVALID_NAMES')).toBe(
      'Failed to check expect(block).toIncrementUsageMetrics(): no metric is named. Name the key paths of the metrics that you mean.',
    )
    expect(await misuse(() => none['toNotIncrementUsageMetrics']?.(), 'INVALID_NAMES')).toBe(
      'Failed to check expect(block).toNotIncrementUsageMetrics(): no metric is named. Name the key paths of the metrics that you mean.',
    )
    expect(() => expect(() => {}).not.toIncrementUsageMetrics('counts.package_pull')).toThrow(
      'Did you mean "counts.package_pulls"?',
    )
    expect(() => expect(() => {}).toIncrementUsageMetrics('counts.packages')).toThrow(
      'has data_source: database, so internal events do not move it.',
    )
    expect(() => expect(() => {}).toIncrementUsageMetrics('counts.ftp_imports')).toThrow(
      'says that it was removed',
    )
    expect(
      await misuse(() => expect(() => {}).toIncrementUsageMetrics(TOTAL, TOTAL), 'INVALID_NAMES'),
    ).toBe(
      `Failed to check expect(block).toIncrementUsageMetrics("${TOTAL}", "${TOTAL}"): "${TOTAL}" is named twice. Name it once. Use .by(2) to expect two steps.`,
    )
  })

  test.each<[string, (chain: ReturnType<typeof subject>) => unknown, string, string?]>([
    [
      '.from without an end',
      (chain) => chain.from(0),
      '.from(0) says where the metric starts, but nothing says where it ends. Add .to(value) or .by(step).',
      '.from(0)',
    ],
    [
      '.from and .to without a step between',
      (chain) => chain.from(2).to(2),
      '.from(2).to(2) does not increase the metric. State a higher end, or use toNotIncrementUsageMetrics.',
      '.from(2).to(2)',
    ],
    [
      '.by that contradicts the ends',
      (chain) => chain.from(0).to(2).by(1),
      '.from(0).to(2) is a step of 2, which contradicts .by(1). Leave one of the two out.',
      '.from(0).to(2).by(1)',
    ],
    [
      'at least more than at most',
      (chain) => chain.byAtLeast(3).byAtMost(2),
      'no step is at least 3 and at most 2. Swap the two.',
      '.byAtLeast(3).byAtMost(2)',
    ],
    [
      '.by twice',
      (chain) => chain.by(1).by(2),
      '.by() contradicts the chain before it. Say once how the metric is expected to move.',
      '.by(1)',
    ],
    [
      '.by and .byAtLeast',
      (chain) => chain.by(1).byAtLeast(2),
      '.byAtLeast() contradicts the chain before it. Say once how the metric is expected to move.',
      '.by(1)',
    ],
    [
      '.by(-1)',
      (chain) => chain.by(-1 as number),
      '.by(-1) is not a valid number. Give a number above 0.',
    ],
    [
      '.to(Infinity)',
      (chain) => chain.to(Number.POSITIVE_INFINITY),
      '.to(Infinity) is not a valid number. Give a number from 0 on.',
    ],
    [
      '.from twice',
      (chain) => unchecked(chain.from(1)).from(2),
      '.from() contradicts the chain before it. Say once how the metric is expected to move.',
      '.from(1)',
    ],
  ])('%s', async (_name, chain, message, said = '') => {
    expect(await misuse(() => chain(subject()))).toBe(
      `Failed to check expect(block).toIncrementUsageMetrics("${TOTAL}")${said}: ${message}`,
    )
  })

  test('a count of another matcher', async () => {
    const chain = subject() as unknown as { times(count: number): unknown }
    expect(await misuse(() => chain.times(1))).toBe(
      `${failed}toIncrementUsageMetrics does not take .times(). It takes .by(), .byAtLeast(), .atLeast(), .byAtMost(), .atMost(), .from(), .to().`,
    )
  })

  test('a metric that counts by value', async () => {
    const keyPath = 'redis_hll_counters.packages.pushes_by_label_weekly'
    expect(
      await misuse(() => expect(() => {}).toIncrementUsageMetrics(keyPath), 'INVALID_NAMES'),
    ).toBe(
      `Failed to check expect(block).toIncrementUsageMetrics("${keyPath}"): "${keyPath}" is not a number: it counts by value (unique with operator: total). Compare usageMetrics.value() before and after instead.`,
    )
  })

  test('two blocks of one test at the same time', async () => {
    const wait = () => new Promise((resolve) => setTimeout(resolve, 5))
    const block = async () => {
      await wait()
      pull()
      await wait()
    }
    const [first, events, last] = await Promise.allSettled([
      expect(block).toIncrementUsageMetrics(TOTAL),
      expect(block).toTriggerInternalEvents('pull_package').with({ user, project }),
      expect(block).toIncrementUsageMetrics(TOTAL),
    ])
    expect(events.status).toBe('fulfilled')
    for (const result of [first, last]) {
      expect((result as PromiseRejectedResult).reason.message).toBe(
        `${failed}another block of the same test ran at the same time, so nobody can tell their increments apart. Await one assertion before the next one starts.`,
      )
    }
  })
})

test.each([
  ['resetFakes', () => resetFakes()],
  ['the counters alone', () => fakes.counters.reset()],
])('counters that the block resets (%s) are an error', async (_name, reset) => {
  pull(1)
  const block = () => {
    reset()
    pull(1)
  }
  for (const [subject, assert] of [
    ['expect(block)', async () => expect(block).toIncrementUsageMetrics(TOTAL)],
    ['expect(block).not', async () => expect(block).not.toIncrementUsageMetrics(TOTAL)],
  ] as const) {
    await expect(assert()).rejects.toMatchObject({
      code: 'COUNTERS_RESET',
      message: `Failed to check ${subject}.toIncrementUsageMetrics("counts.package_pulls"): the counters were reset while the block ran (resetFakes), so nobody can tell what moved. Reset them before the block.`,
    })
  }
  reset()
  await expect(block).toTriggerInternalEvents('pull_package')
  reset()
  await expect(() => pull(1)).toIncrementUsageMetrics(TOTAL)
})
