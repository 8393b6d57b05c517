import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  createInternalEvents,
  fakes,
  InternalEvents,
  Journal,
  loadCatalog,
  setPageContext,
  TrackingError,
  trackInternalEvent,
  usageMetrics,
  withBatchedRedisWrites,
} from '../../src/entries/index.ts'
import { createTracking } from '../../src/tracking/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }
const SIX_WEEKS = 6 * 7 * 24 * 60 * 60

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-02-13T12:00:00Z'), toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

function contextsOf(index = 0): Record<string, { schema: string; data: Record<string, unknown> }> {
  const cx = fakes.journal.events[index]?.payload?.['cx'] as string
  const { data } = JSON.parse(Buffer.from(cx, 'base64url').toString())
  return Object.fromEntries(
    data.map((entity: { schema: string }) => [entity.schema.split('/')[1], entity]),
  )
}

function warnings() {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => warn.mockRestore())
  return warn
}

describe('recording', () => {
  test('an event with all that was given', () => {
    trackInternalEvent('push_package', {
      user,
      project,
      category: 'Registry',
      featureEnabledByNamespaceIds: [3, 4],
      additionalProperties: { label: 'npm', property: 'user', value: 20, client: 'cli' },
    })
    expect(fakes.journal.events).toEqual([
      {
        name: 'push_package',
        category: 'Registry',
        user,
        project,
        namespace: { id: 3 },
        featureEnabledByNamespaceIds: [3, 4],
        additionalProperties: { label: 'npm', property: 'user', value: 20, client: 'cli' },
        source: 'backend',
        payload: expect.objectContaining({
          e: 'se',
          se_ca: 'Registry',
          se_ac: 'push_package',
          se_la: 'npm',
          se_pr: 'user',
          se_va: '20',
          tna: 'gl',
          aid: 'gitlab_sm',
          dtm: String(Date.now()),
        }),
      },
    ])
  })

  test('the category is InternalEventTracking by default', () => {
    trackInternalEvent('pull_package', { user, category: undefined })
    expect(fakes.journal.events[0]?.category).toBe('InternalEventTracking')
  })

  test("a namespace that is given beats the project's", () => {
    trackInternalEvent('pull_package', { user, project, namespace: { id: 9 } })
    expect(fakes.journal.events[0]?.namespace).toEqual({ id: 9 })
  })

  test('declared properties may stand beside the identifiers', () => {
    trackInternalEvent('pull_package', { user, label: 'npm', other: 1 } as object)
    expect(fakes.journal.events[0]?.additionalProperties).toEqual({ label: 'npm' })
  })

  test('an event that is not sent to Snowplow is recorded and counted without a payload', () => {
    trackInternalEvent('pull_package', { user, sendSnowplowEvent: false })
    expect(fakes.journal.events[0]?.payload).toBeUndefined()
    expect(usageMetrics.value('counts.package_pulls')).toBe(1)
  })

  test('the journal hands out copies', () => {
    trackInternalEvent('pull_package', { user })
    fakes.journal.events.pop()
    expect(fakes.journal.events).toHaveLength(1)
  })
})

describe('contexts', () => {
  test('standard and service ping', () => {
    trackInternalEvent('pull_package', {
      user,
      project,
      featureEnabledByNamespaceIds: [3],
      additionalProperties: { label: 'npm', client: 'cli' },
    })
    expect(contextsOf()).toEqual({
      gitlab_standard: {
        schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
        data: {
          environment: 'development',
          source: 'gitlab-rails',
          plan: 'free',
          realm: 'self-managed',
          deployment_type: 'self-managed',
          extra: { client: 'cli' },
          user_id: createHash('sha256').update('1').digest('hex'),
          project_id: 2,
          namespace_id: 3,
          feature_enabled_by_namespace_ids: [3],
          context_generated_at: '2026-02-13T12:00:00.000Z',
        },
      },
      gitlab_service_ping: {
        schema: 'iglu:com.gitlab/gitlab_service_ping/jsonschema/1-0-1',
        data: { data_source: 'redis_hll', event_name: 'pull_package' },
      },
    })
  })

  test('AI for duo events with custom properties only', () => {
    trackInternalEvent('summarize_package', {
      user,
      additionalProperties: { label: 'npm', session_id: 's1', total_tokens: 20 },
    })
    trackInternalEvent('summarize_package', { user, additionalProperties: { label: 'npm' } })
    const ai = contextsOf(0)['ai_context']
    expect(ai?.schema).toBe('iglu:com.gitlab/ai_context/jsonschema/1-0-2')
    expect(ai?.data).toMatchObject({ session_id: 's1', total_tokens: 20, model_name: null })
    expect(Object.keys(ai?.data ?? {})).toHaveLength(23)
    expect(contextsOf(1)['ai_context']).toBeUndefined()
  })

  test('GitLab.com sends ids as they are, and an installation may say what it is', () => {
    const set = createInternalEvents({ context: { realm: 'saas', environment: 'production' } })
    set.trackInternalEvent('pull_package', { user })
    const cx = set.journal.events[0]?.payload?.['cx'] as string
    const [standard] = JSON.parse(Buffer.from(cx, 'base64url').toString()).data
    expect(standard.data).toMatchObject({ user_id: 1, realm: 'saas', environment: 'production' })
  })
})

describe('validation', () => {
  const refused: [string, () => void, string, string][] = [
    [
      'an unknown event',
      () => trackInternalEvent('pull_packages'),
      'UNKNOWN_EVENT',
      'Failed to track "pull_packages": Unknown event: pull_packages. Did you mean "pull_package"?',
    ],
    [
      'an unknown event that nothing resembles',
      () => trackInternalEvent('zzz'),
      'UNKNOWN_EVENT',
      'Failed to track "zzz": Unknown event: zzz. Add a definition with this action.',
    ],
    [
      'a removed event',
      () => trackInternalEvent('import_package_from_ftp'),
      'REMOVED_EVENT',
      'Failed to track "import_package_from_ftp": Unknown event: import_package_from_ftp, its definition examples/package-registry/config/events/removed/import_package_from_ftp.yml:4 has status: removed. Stop tracking it, or restore its definition.',
    ],
    [
      'an event of an older system',
      () => trackInternalEvent('visit_package_list'),
      'UNKNOWN_EVENT',
      'Failed to track "visit_package_list": Unknown event: visit_package_list, its definition examples/package-registry/config/events/visit_package_list.yml:3 has no internal_events: true. Add internal_events: true to it.',
    ],
    [
      'a user without id',
      () => trackInternalEvent('pull_package', { user: {} as { id: number } }),
      'INVALID_PROPERTY_TYPE',
      'Failed to track "pull_package": user should be an object with an id (a string or a number), but is another object. Pass an object with an id (a string or a number), or leave user out.',
    ],
    [
      'an id instead of a project',
      () => trackInternalEvent('pull_package', { project: 2 as unknown as { id: number } }),
      'INVALID_PROPERTY_TYPE',
      'Failed to track "pull_package": project should be an object with an id (a string or a number), but is 2. Pass an object with an id (a string or a number), or leave project out.',
    ],
    [
      'a label that is no string',
      () =>
        trackInternalEvent('pull_package', {
          additionalProperties: { label: 1 as unknown as string },
        }),
      'INVALID_PROPERTY_TYPE',
      'Failed to track "pull_package": label should be a string, but is 1. Pass a string, or leave label out.',
    ],
    [
      'a value that is no number',
      () =>
        trackInternalEvent('push_package', {
          additionalProperties: { value: '20' as unknown as number },
        }),
      'INVALID_PROPERTY_TYPE',
      'Failed to track "push_package": value should be a finite number, but is "20". Pass a finite number, or leave value out.',
    ],
    [
      'a value that cannot be counted',
      () => trackInternalEvent('push_package', { additionalProperties: { value: Number.NaN } }),
      'INVALID_PROPERTY_TYPE',
      'Failed to track "push_package": value should be a finite number, but is NaN. Pass a finite number, or leave value out.',
    ],
    [
      'a custom property of another type',
      () =>
        trackInternalEvent('pull_package', {
          additionalProperties: { client: true as unknown as string },
        }),
      'INVALID_PROPERTY_TYPE',
      'Failed to track "pull_package": client should be a string or a finite number, but is a boolean. Pass a string or a finite number, or leave client out.',
    ],
    [
      'an undeclared custom property',
      () => trackInternalEvent('pull_package', { additionalProperties: { clients: 'cli' } }),
      'INVALID_PROPERTY',
      'Failed to track "pull_package": Unknown additional property: clients for event_name: pull_package. Did you mean "client"?',
    ],
    [
      'an undeclared custom property that nothing resembles',
      () => trackInternalEvent('delete_package', { additionalProperties: { zzz: 'cli' } }),
      'INVALID_PROPERTY',
      'Failed to track "delete_package": Unknown additional property: zzz for event_name: delete_package. Declare it under additional_properties in examples/package-registry/config/events/delete_package.yml:4.',
    ],
  ]

  test.each(refused)('refuses %s', (_name, track, code, message) => {
    expect(track).toThrow(TrackingError)
    expect(track).toThrow(expect.objectContaining({ code, message }))
    expect(fakes.journal.events).toEqual([])
    expect(fakes.counters.keys()).toEqual([])
  })

  test('nil is always accepted', () => {
    trackInternalEvent('pull_package', {
      user: null,
      project: undefined,
      additionalProperties: { label: null, property: undefined },
    })
    expect(fakes.journal.events[0]?.additionalProperties).toEqual({ label: null })
    expect(fakes.journal.events[0]?.payload).not.toHaveProperty('se_la')
    expect(contextsOf()['gitlab_standard']?.data).toMatchObject({
      user_id: null,
      project_id: null,
      namespace_id: null,
    })
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is no number', (value) => {
    expect(() => trackInternalEvent('push_package', { additionalProperties: { value } })).toThrow(
      `value should be a finite number, but is ${value}`,
    )
    expect(() => trackInternalEvent('push_package', { user: { id: value } })).toThrow(TrackingError)
  })

  test('an undeclared base property only warns, and is dropped', () => {
    const warn = warnings()
    trackInternalEvent('pull_package', { user, additionalProperties: { value: 3 } })
    expect(warn.mock.calls).toEqual([
      ['Tracking event: pull_package, undocumented property: value'],
    ])
    expect(fakes.journal.events[0]?.additionalProperties).toEqual({})
  })

  test('protected properties may be of any type and stay out of counters and tracker', () => {
    const { root, remove } = temporaryProject({
      'config/events/a.yml':
        'internal_events: true\naction: a\nextra_trackers:\n- tracking_class: Ai\n  protected_properties:\n    secret:\n      description: x\n',
    })
    onTestFinished(remove)
    const set = createInternalEvents({ catalog: loadCatalog({ root }) })
    const secret = { deep: true } as unknown as string
    set.trackInternalEvent('a', { additionalProperties: { secret } })
    expect(set.journal.events[0]?.additionalProperties).toEqual({})
  })

  test('reach extra trackers, with all that the event was tracked with', () => {
    const { root, remove } = temporaryProject({
      'config/events/a.yml':
        'internal_events: true\naction: a\nadditional_properties:\n  label:\n    description: x\nextra_trackers:\n- tracking_class: Ai\n  protected_properties:\n    secret:\n      description: x\n',
    })
    onTestFinished(remove)
    const heard: unknown[] = []
    const { trackInternalEvent: track, trackEvent } = createTracking({
      catalog: loadCatalog({ root }),
      counters: fakes.counters,
      tracker: fakes.tracker,
      recorder: new Journal(),
      extraTrackers: [{ trackEvent: (...args) => heard.push(args) }],
      context: {},
      page: {},
      now: Date.now,
      warn() {},
    })
    const secret = { deep: true } as unknown as string
    track('a', {
      user,
      project,
      category: 'C',
      sendSnowplowEvent: false,
      additionalProperties: { label: 'x', property: 'dropped', secret },
    })
    // On a page without a user there is nobody whom the end point would track.
    trackEvent('a', { label: 'y' })
    expect(heard).toEqual([['a', { user, project, label: 'x', secret: { deep: true } }]])
  })

  test('names and properties of Object.prototype are no definitions', () => {
    expect(() => trackInternalEvent('constructor')).toThrow('Unknown event: constructor')
    expect(() =>
      trackInternalEvent('pull_package', { additionalProperties: { toString: 'x' } as never }),
    ).toThrow('Unknown additional property: toString')
  })
})

describe('counting', () => {
  const key = (rest: string) => `${rest}-2026-07`

  test('every rule of the event once, under the keys of Redis', () => {
    trackInternalEvent('push_package', {
      user,
      project,
      additionalProperties: { label: 'npm', property: 'user', value: 20 },
    })
    expect(fakes.counters.keys()).toEqual(
      [
        '{event_counters}_push_package',
        key('{event_counters}_push_package'),
        '{event_counters}_push_package-filter:[label:npm]',
        '{event_sums}_push_package-operator:sum(value)',
        key('{event_sums}_push_package-operator:sum(value)'),
        key('{hll_counters}_push_package-filter:[label:npm,property:user]-project'),
        key('{hll_counters}_push_package-label'),
        key('{hll_counters}_push_package-operator:total-label'),
        key('{hll_counters}_push_package-user'),
      ].sort(),
    )
    expect(fakes.counters.read('{event_counters}_push_package')).toBe(1)
    expect(fakes.counters.read('{event_sums}_push_package-operator:sum(value)')).toBe(20)
    expect(fakes.counters.countUnique([key('{hll_counters}_push_package-user')])).toBe(1)
    expect(
      fakes.counters.readFields(key('{hll_counters}_push_package-operator:total-label')),
    ).toEqual(new Map([['npm', 1]]))
  })

  test('keys of a week live six weeks, all-time keys for ever; unique ones start again', () => {
    trackInternalEvent('pull_package', { user })
    vi.setSystemTime(Date.now() + 1000)
    trackInternalEvent('pull_package', { user })
    expect(fakes.counters.timeToLive('{event_counters}_pull_package')).toBeUndefined()
    expect(fakes.counters.timeToLive(key('{event_counters}_pull_package'))).toBe(SIX_WEEKS - 1)
    expect(fakes.counters.timeToLive(key('{hll_counters}_pull_package-user'))).toBe(SIX_WEEKS)
  })

  test('a filter must match in value and type, and a missing property never matches', () => {
    trackInternalEvent('pull_package', { user, additionalProperties: { property: 'guest' } })
    trackInternalEvent('pull_package', { user, additionalProperties: { property: 'user' } })
    trackInternalEvent('pull_package', { user })
    expect(usageMetrics.value('counts.package_pulls_by_guests')).toBe(1)
    expect(usageMetrics.value('counts.package_pulls')).toBe(3)
  })

  test('filters tell 1 from "1"', () => {
    const { root, remove } = temporaryProject({
      'config/events/a.yml':
        'internal_events: true\naction: a\nadditional_properties:\n  custom:\n    description: x\n',
      'config/metrics/m.yml':
        'key_path: m\ndata_source: internal_events\ntime_frame: all\nevents:\n- name: a\n  filter:\n    custom: 1\n',
    })
    onTestFinished(remove)
    const set = createInternalEvents({ catalog: loadCatalog({ root }), counters: fakes.counters })
    set.trackInternalEvent('a', { additionalProperties: { custom: '1' } })
    expect(fakes.counters.read('{event_counters}_a-filter:[custom:1]')).toBe(0)
    set.trackInternalEvent('a', { additionalProperties: { custom: 1 } })
    expect(fakes.counters.read('{event_counters}_a-filter:[custom:1]')).toBe(1)
  })

  test('a unique rule without its identifier warns and does not count', () => {
    const warn = warnings()
    trackInternalEvent('pull_package', {})
    expect(warn.mock.calls).toEqual([
      ["pull_package should be triggered with a named parameter 'user'."],
    ])
    expect(usageMetrics.value('redis_hll_counters.packages.active_users_weekly')).toBe(0)
  })

  test('a unique rule whose filter has characters that Redis keys may not have is an error', () => {
    const { root, remove } = temporaryProject({
      'config/events/a.yml':
        'internal_events: true\naction: a\nadditional_properties:\n  label:\n    description: x\n',
      'config/metrics/m.yml':
        'key_path: m\ndata_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  unique: user.id\n  filter:\n    label: a b\n',
    })
    onTestFinished(remove)
    const set = createInternalEvents({ catalog: loadCatalog({ root }) })
    expect(() =>
      set.trackInternalEvent('a', { user, additionalProperties: { label: 'a b' } }),
    ).toThrow(
      'Failed to track "a": Invalid key format. {hll_counters}_a-filter:[label:a b]-user-2026-07 key should have changeable parts in curly braces. See https://docs.gitlab.com/ee/development/redis.html#multi-key-commands. Use filter values of letters, digits, "_", "-" and ":" in metrics that count unique values.',
    )
  })

  test('is an error of its own kind', () => {
    const { root, remove } = temporaryProject({
      'config/events/a.yml':
        'internal_events: true\naction: a\nadditional_properties:\n  label:\n    description: x\n',
      'config/metrics/m.yml':
        'key_path: m\ndata_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  unique: user.id\n  filter:\n    label: a.b\n',
    })
    onTestFinished(remove)
    const { trackInternalEvent: track } = createInternalEvents({ catalog: loadCatalog({ root }) })
    const failure = (() => {
      try {
        track('a', { user, additionalProperties: { label: 'a.b' } })
      } catch (error) {
        return error
      }
    })()
    expect(failure).toBeInstanceOf(TrackingError)
    expect(failure).toMatchObject({ code: 'INVALID_KEY_FORMAT' })
  })

  test('filters of several properties are sorted in keys; namespaces are unique by their id', () => {
    const { root, remove } = temporaryProject({
      'config/events/a.yml':
        'internal_events: true\naction: a\nadditional_properties:\n  label:\n    description: x\n  property:\n    description: x\n',
      'config/metrics/m.yml':
        'key_path: m\ndata_source: internal_events\ntime_frame: 7d\nevents:\n- name: a\n  unique: namespace.id\n  filter:\n    property: y\n    label: x\n',
    })
    onTestFinished(remove)
    const set = createInternalEvents({ catalog: loadCatalog({ root }), counters: fakes.counters })
    for (const id of [3, 4, 4]) {
      set.trackInternalEvent('a', {
        namespace: { id },
        additionalProperties: { label: 'x', property: 'y' },
      })
    }
    const name = key('{hll_counters}_a-filter:[label:x,property:y]-namespace')
    expect(fakes.counters.countUnique([name])).toBe(2)
  })

  test('counts by value skip events without one', () => {
    warnings()
    trackInternalEvent('push_package', { user })
    expect(fakes.counters.keys()).not.toContain(
      key('{hll_counters}_push_package-operator:total-label'),
    )
  })

  test('sums skip events without value', () => {
    warnings()
    trackInternalEvent('push_package', { user })
    trackInternalEvent('push_package', { user, additionalProperties: { value: 0.1 } })
    trackInternalEvent('push_package', { user, additionalProperties: { value: 0.2 } })
    expect(usageMetrics.value('sums.pushed_kilobytes')).toBe(0.3)
  })
})

describe('reading metrics', () => {
  const weekly = 'redis_hll_counters.packages.active_users_weekly'
  const monthly = 'redis_hll_counters.packages.count_distinct_user_id_from_pull_package_monthly'

  test('totals of several events add up, unique users of several events are united', () => {
    warnings()
    trackInternalEvent('pull_package', { user })
    trackInternalEvent('push_package', { user })
    trackInternalEvent('push_package', { user: { id: '1' } })
    trackInternalEvent('push_package', { user: { id: 2 } })
    expect(usageMetrics.value('counts.package_events')).toBe(4)
    expect(usageMetrics.value('counts.package_events_weekly')).toBe(4)
    expect(usageMetrics.value(weekly)).toBe(2)
  })

  test('time moves the weeks that are read', () => {
    trackInternalEvent('pull_package', { user })
    expect(usageMetrics.value(weekly)).toBe(1)
    expect(usageMetrics.value(weekly, { window: 'production' })).toBe(0)
    vi.setSystemTime('2026-02-16')
    expect(usageMetrics.value(weekly)).toBe(1)
    expect(usageMetrics.value(weekly, { window: 'production' })).toBe(1)
    vi.setSystemTime('2026-02-23')
    expect(usageMetrics.value(weekly)).toBe(0)
    expect(usageMetrics.value(monthly)).toBe(1)
    vi.setSystemTime('2026-03-15')
    expect(usageMetrics.value(monthly)).toBe(1)
    vi.setSystemTime('2026-03-16')
    expect(usageMetrics.value(monthly)).toBe(0)
    expect(usageMetrics.value('counts.package_pulls')).toBe(1)
  })

  test('unique totals are counts by value', () => {
    trackInternalEvent('push_package', { user, additionalProperties: { label: 'npm' } })
    trackInternalEvent('push_package', { user, additionalProperties: { label: 'npm' } })
    trackInternalEvent('push_package', { user, additionalProperties: { label: '__proto__' } })
    const value = usageMetrics.value('redis_hll_counters.packages.pushes_by_label_weekly')
    expect(JSON.stringify(value)).toBe('{"label":{"npm":2,"__proto__":1}}')
  })

  test('an unknown key path is an error', () => {
    expect(() => usageMetrics.value('counts.package_pull')).toThrow(
      'Failed to find usage metric "counts.package_pull": no definition has this key_path. Did you mean "counts.package_pulls"?',
    )
  })
})

describe('the front end', () => {
  test('takes its identifiers from the page', () => {
    setPageContext({ user, project })
    InternalEvents.trackEvent('click_copy_install_command', { label: 'npm' }, 'packages:show')
    expect(fakes.journal.events[0]).toMatchObject({
      category: 'packages:show',
      user,
      project,
      namespace: { id: 3 },
      additionalProperties: { label: 'npm' },
      source: 'frontend',
    })
    expect(contextsOf()['gitlab_standard']?.data['source']).toBe('gitlab-javascript')
    expect(usageMetrics.value('counts.install_command_copies')).toBe(1)
  })

  test('counts nothing without a user, since the end point needs a session', () => {
    InternalEvents.trackEvent('click_copy_install_command')
    expect(fakes.journal.events[0]?.category).toBeUndefined()
    expect(usageMetrics.value('counts.install_command_copies')).toBe(0)
  })

  test('has a type check of its own, which falsy values skip', () => {
    const label = 3 as unknown as string
    expect(() => InternalEvents.trackEvent('click_copy_install_command', { label })).toThrow(
      new Error('label should be of type: string. Provided type is: number.'),
    )
    const value = '3' as unknown as number
    expect(() => InternalEvents.trackEvent('click_copy_install_command', { value })).toThrow(
      new Error('value should be of type: number. Provided type is: string.'),
    )
    InternalEvents.trackEvent('click_copy_install_command', { label: '' })
    expect(fakes.journal.events).toHaveLength(1)
  })
})

describe('batched writes', () => {
  const counter = '{event_counters}_pull_package'

  test('defer totals to the end of the block; everything else is immediate', () => {
    withBatchedRedisWrites(() => {
      trackInternalEvent('pull_package', { user })
      trackInternalEvent('pull_package', { user: { id: 2 } })
      expect(fakes.counters.read(counter)).toBe(0)
      expect(usageMetrics.value('redis_hll_counters.packages.active_users_weekly')).toBe(2)
      expect(fakes.journal.events).toHaveLength(2)
    })
    expect(fakes.counters.read(counter)).toBe(2)
    expect(fakes.counters.timeToLive(`${counter}-2026-07`)).toBe(SIX_WEEKS)
  })

  test('n unique and m total metrics take incr * n + m writes', () => {
    const increment = vi.spyOn(fakes.counters, 'increment')
    const addUnique = vi.spyOn(fakes.counters, 'addUnique')
    withBatchedRedisWrites(() => {
      for (let id = 0; id < 5; id++) trackInternalEvent('pull_package', { user: { id } })
    })
    expect(increment).toHaveBeenCalledTimes(2)
    expect(addUnique).toHaveBeenCalledTimes(5)
  })

  test('are made even if the block throws', async () => {
    const error = new Error('from the block')
    expect(() =>
      withBatchedRedisWrites(() => {
        trackInternalEvent('pull_package', { user })
        throw error
      }),
    ).toThrow(error)
    expect(fakes.counters.read(counter)).toBe(1)
    await expect(
      withBatchedRedisWrites(async () => {
        trackInternalEvent('pull_package', { user })
        await Promise.resolve()
        throw error
      }),
    ).rejects.toBe(error)
    expect(fakes.counters.read(counter)).toBe(2)
  })

  test('hold across await, and return what the block returns', async () => {
    const result = await withBatchedRedisWrites(async () => {
      trackInternalEvent('pull_package', { user })
      await Promise.resolve()
      trackInternalEvent('pull_package', { user })
      expect(fakes.counters.read(counter)).toBe(0)
      return 'done'
    })
    expect(result).toBe('done')
    expect(fakes.counters.read(counter)).toBe(2)
  })

  test('are not re-entrant: the end of an inner block ends batching', () => {
    withBatchedRedisWrites(() => {
      trackInternalEvent('pull_package', { user })
      withBatchedRedisWrites(() => trackInternalEvent('pull_package', { user }))
      expect(fakes.counters.read(counter)).toBe(2)
      trackInternalEvent('pull_package', { user })
      expect(fakes.counters.read(counter)).toBe(3)
    })
    expect(fakes.counters.read(counter)).toBe(3)
    const totals = fakes.counters.keys().filter((name) => !name.startsWith('{hll'))
    expect(totals).toEqual([counter, `${counter}-2026-07`])
  })
})

describe('an isolated set', () => {
  test('shares nothing with the fakes of the test', () => {
    const set = createInternalEvents({ page: { user } })
    set.trackInternalEvent('pull_package', { user })
    set.InternalEvents.trackEvent('click_copy_install_command')
    expect(set.journal.events.map(({ name }) => name)).toEqual([
      'pull_package',
      'click_copy_install_command',
    ])
    expect(set.journal.events[0]?.payload).toBeDefined()
    expect(fakes.journal.events).toEqual([])
    expect(fakes.counters.keys()).toEqual([])
  })

  test('uses the tracker that it is given', () => {
    const set = createInternalEvents({ tracker: fakes.tracker })
    set.trackInternalEvent('pull_package', { user })
    expect(set.journal.events).toHaveLength(1)
    expect(fakes.journal.events).toMatchObject([{ name: 'pull_package', source: 'tracker' }])
  })
})
