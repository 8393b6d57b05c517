import { describe, expect, test, vi } from 'vitest'
import { fakes, setPageContext, trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'

const user = { id: 1, name: 'Ada' }
const project = { id: 2, namespace: { id: 3 } }
const pull = (options: Parameters<typeof trackInternalEvent>[1] = { user, project }) =>
  trackInternalEvent('pull_package', options)
const pullTwice = () => {
  pull()
  pull()
}
const CHECK =
  'Check that the block reaches the code that tracks, and awaits what it starts; .within(ms) waits for what comes later.'

describe('passes', () => {
  test('once by default, each of the names, whatever else is triggered', async () => {
    const block = () => {
      pull()
      trackInternalEvent('delete_package')
      trackInternalEvent('click_copy_install_command')
    }
    await expect(block).toTriggerInternalEvents('pull_package', 'delete_package')
    await expect(pullTwice).not.toTriggerInternalEvents('delete_package')
  })

  test('with each count', async () => {
    const times = (count: number) => () => {
      for (let index = 0; index < count; index++) pull()
    }
    const name = 'pull_package'
    await expect(times(0)).toTriggerInternalEvents(name).never()
    await expect(times(1)).toTriggerInternalEvents(name).once()
    await expect(times(2)).toTriggerInternalEvents(name).twice()
    await expect(times(3)).toTriggerInternalEvents(name).thrice()
    await expect(times(4)).toTriggerInternalEvents(name).times(4)
    await expect(times(5)).toTriggerInternalEvents(name).exactly(5)
    await expect(times(2)).toTriggerInternalEvents(name).atLeast(2)
    await expect(times(9)).toTriggerInternalEvents(name).atLeast(2)
    await expect(times(2)).toTriggerInternalEvents(name).atMost(2)
    await expect(times(0)).toTriggerInternalEvents(name).atMost(2)
    await expect(times(2)).toTriggerInternalEvents(name).atLeast(1).atMost(3)
  })

  test('with identifiers by their ids, and the namespace of the project', async () => {
    await expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .with({
        user: { id: 1 },
        project: { id: 2, namespace: { id: 3 } },
      })
    await expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .with({ user, project: { id: 2 }, namespace: { id: 3 } })
    await expect(() => pull({ user: { id: 'u-1' } }))
      .toTriggerInternalEvents('pull_package')
      .with({ user: { id: 'u-1' } })
  })

  test('with asymmetric matchers at any depth', async () => {
    await expect(() =>
      pull({ user, project, additionalProperties: { label: 'npm', client: 'cli' } }),
    )
      .toTriggerInternalEvents('pull_package')
      .with({
        user: expect.objectContaining({ name: 'Ada' }),
        project: expect.anything(),
        category: expect.stringContaining('Tracking'),
        additionalProperties: { label: expect.any(String), client: 'cli' },
      })
    await expect(() => pull({ user, additionalProperties: { label: 'npm', client: 'cli' } }))
      .toTriggerInternalEvents('pull_package')
      .with({ user, additionalProperties: expect.objectContaining({ client: 'cli' }) })
  })

  test('with category and feature namespaces when they are given', async () => {
    await expect(() => pull({ category: 'Registry', featureEnabledByNamespaceIds: [3] }))
      .toTriggerInternalEvents('pull_package')
      .with({ category: 'Registry', featureEnabledByNamespaceIds: [3] })
    await expect(() => pull({ category: 'Registry', featureEnabledByNamespaceIds: [3] }))
      .toTriggerInternalEvents('pull_package')
      .with({})
  })

  test('only the events that match count', async () => {
    await expect(() => {
      pull({ user })
      pull({ user: { id: 2 } })
    })
      .toTriggerInternalEvents('pull_package')
      .with({ user })
      .once()
  })

  test('for what comes later, within its time', async () => {
    await expect(() => void setTimeout(pullTwice, 20))
      .toTriggerInternalEvents('pull_package')
      .twice()
      .within(2000)
    await expect(async () => void setTimeout(pull, 20))
      .toTriggerInternalEvents('pull_package')
      // Longer than the test may take: the verdict falls as soon as all claims hold.
      .within(60_000)
      .and.toIncrementUsageMetrics('counts.package_pulls')
  })

  test('also where the queue of microtasks is faked, as Jest does', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'queueMicrotask', 'Date'] })
    try {
      await expect(async () => pull()).toTriggerInternalEvents('pull_package')
    } finally {
      vi.useRealTimers()
    }
  })

  test('for what comes later also where timers are faked', async () => {
    vi.useFakeTimers()
    try {
      const message = await messageOf(() =>
        expect(() => {})
          .toTriggerInternalEvents('pull_package')
          .within(10),
      )
      expect(message).toContain('the block triggered no internal events')
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('fails', () => {
  test('when nothing was recorded', async () => {
    expect(
      await messageOf(() =>
        expect(() => {})
          .toTriggerInternalEvents('pull_package')
          .with({ user, project })
          .times(2),
      ),
    ).toBe(`expect(block).toTriggerInternalEvents("pull_package").with(…).times(2)

Expected "pull_package" to be triggered twice, but the block triggered no internal events.

Expected: "pull_package" twice
  user {"id": 1}
  project {"id": 2}
  namespace {"id": 3}
Recorded: nothing

${CHECK}`)
  })

  test('when only other events were recorded, which are listed and capped', async () => {
    const block = () => {
      for (let id = 0; id < 14; id++) trackInternalEvent('delete_package', { user: { id } })
      trackInternalEvent('delete_package', { user: { id: 0 } })
    }
    expect(
      await messageOf(() => expect(block).toTriggerInternalEvents('pull_package')),
    ).toBe(`expect(block).toTriggerInternalEvents("pull_package")

Expected "pull_package" to be triggered once, but the block triggered only other events.

Expected: "pull_package" once
Recorded:
  "delete_package" user 0 (2 times)
  "delete_package" user 1
  "delete_package" user 2
  "delete_package" user 3
  "delete_package" user 4
  "delete_package" user 5
  "delete_package" user 6
  "delete_package" user 7
  "delete_package" user 8
  "delete_package" user 9
  … and 4 more

Track "pull_package" in the block, or expect what it tracks now.`)
  })

  test('when the event has other properties, the nearest first', async () => {
    const block = () => {
      pull({ user: { id: 7 }, additionalProperties: { label: 'maven' } })
      pull({ user, project, additionalProperties: { label: 'npm', client: 'web' } })
      trackInternalEvent('delete_package')
    }
    expect(
      await messageOf(() =>
        expect(block)
          .toTriggerInternalEvents('pull_package')
          .with({ user, project, additionalProperties: { label: 'npm', client: 'cli' } }),
      ),
    ).toBe(`expect(block).toTriggerInternalEvents("pull_package").with(…)

Expected "pull_package" to be triggered once with these properties, but it was triggered twice, never with them.

Expected: "pull_package" once
  user {"id": 1}
  project {"id": 2}
  namespace {"id": 3}
  additionalProperties {"client": "cli", "label": "npm"}
Recorded, the nearest first:
  "pull_package" user 1, project 2, namespace 3, {"client": "web", "label": "npm"}
    differs at additionalProperties.client
      expected: "cli"
      recorded: "web"
  "pull_package" user 7, {"label": "maven"}
  "delete_package"

Correct additionalProperties.client where the event is tracked, or in .with().`)
  })

  test('with what the runner needs to draw its diff', async () => {
    const error = await Promise.resolve(
      expect(() => pull({ user: { id: 7 } }))
        .toTriggerInternalEvents('pull_package')
        .with({ user }),
    ).catch((thrown) => thrown)
    expect(error).toMatchObject({ actual: { user: { id: 7 } }, expected: { user: { id: 1 } } })
  })

  test('whose diff shortens identifiers alone, not a property that is called id', async () => {
    const additionalProperties = { id: 'x', label: 'maven' }
    const error = await Promise.resolve(
      expect(() => pull({ additionalProperties: { label: 'npm' } }))
        .toTriggerInternalEvents('pull_package')
        .with({ additionalProperties }),
    ).catch((thrown) => thrown)
    expect(error.expected).toEqual({ additionalProperties })
  })

  const fields: [string, Parameters<typeof trackInternalEvent>[1], object, string][] = [
    [
      'an identifier that .with() leaves out',
      { user, project },
      { user },
      `    differs at project
      expected: none
      recorded: {"id": 2}
    and at namespace

.with() leaves project out, which means that the event must have none: add it, or project: expect.anything() to accept any.`,
    ],
    [
      'an identifier that is missing',
      {},
      { user },
      `    differs at user
      expected: {"id": 1}
      recorded: none

Pass user where the event is tracked, or leave it out of .with().`,
    ],
    [
      'an id of another type',
      { user: { id: '1' } },
      { user },
      `    differs at user
      expected: {"id": 1}
      recorded: {"id": "1"}

Correct user where the event is tracked, or in .with().`,
    ],
    [
      'a category',
      { category: 'Registry' },
      { category: 'Web' },
      `    differs at category
      expected: "Web"
      recorded: "Registry"

Correct category where the event is tracked, or in .with().`,
    ],
    [
      'a property that is not expected',
      { additionalProperties: { label: 'npm', client: 'cli' } },
      { additionalProperties: { label: 'npm' } },
      `    differs at additionalProperties.client
      expected: none
      recorded: "cli"

Add additionalProperties.client to .with(), or accept more properties with expect.objectContaining({…}).`,
    ],
    [
      'a property that is missing',
      {},
      { additionalProperties: { label: 'npm' } },
      `    differs at additionalProperties.label
      expected: "npm"
      recorded: none

Pass additionalProperties.label where the event is tracked, or leave it out of .with().`,
    ],
    [
      'a part that is not contained',
      { additionalProperties: { label: 'npm' } },
      { additionalProperties: expect.objectContaining({ label: 'maven' }) },
      `    differs at additionalProperties
      expected: ObjectContaining {"label": "maven"}
      recorded: {"label": "npm"}

Correct additionalProperties where the event is tracked, or in .with().`,
    ],
  ]
  test.each(fields)('and says so of %s', async (_name, tracked, expected, end) => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const message = await messageOf(() =>
      expect(() => pull(tracked))
        .toTriggerInternalEvents('pull_package')
        .with(expected),
    )
    expect(message.slice(message.indexOf('    differs at'))).toBe(end)
    vi.restoreAllMocks()
  })

  test('when the right event came the wrong number of times', async () => {
    expect(
      await messageOf(() => expect(pullTwice).toTriggerInternalEvents('pull_package')),
    ).toBe(`expect(block).toTriggerInternalEvents("pull_package")

Expected "pull_package" to be triggered once, but it was triggered twice.

Expected: "pull_package" once
Recorded: twice
  "pull_package" user 1, project 2, namespace 3 (2 times)

Find what tracks it more than once, or expect .times(2).`)
    expect(
      await messageOf(() =>
        expect(pullTwice)
          .toTriggerInternalEvents('pull_package')
          .with({ user, project })
          .atLeast(3)
          .atMost(5),
      ),
    ).toBe(`expect(block).toTriggerInternalEvents("pull_package").with(…).atLeast(3).atMost(5)

Expected "pull_package" to be triggered 3 to 5 times with these properties, but it was triggered twice.

Expected: "pull_package" 3 to 5 times
  user {"id": 1}
  project {"id": 2}
  namespace {"id": 3}
Recorded: twice
  "pull_package" user 1, project 2, namespace 3 (2 times)

Find what keeps it from being tracked 3 to 5 times, or expect .times(2).`)
  })

  test('when one of several names was not triggered', async () => {
    const message = await messageOf(() =>
      expect(() => pull()).toTriggerInternalEvents(
        'pull_package',
        'delete_package',
        'push_package',
      ),
    )
    expect(
      message,
    ).toBe(`expect(block).toTriggerInternalEvents("pull_package", "delete_package", "push_package")

Expected "delete_package" to be triggered once, but the block triggered only other events.

Not as expected either: "push_package".

Expected: "delete_package" once
Recorded:
  "pull_package" user 1, project 2, namespace 3

Track "delete_package" in the block, or expect what it tracks now.`)
  })

  test('for each count that is not met', async () => {
    const failing = [
      expect(() => pull())
        .toTriggerInternalEvents('pull_package')
        .never(),
      expect(() => pull())
        .toTriggerInternalEvents('pull_package')
        .twice(),
      expect(pullTwice).toTriggerInternalEvents('pull_package').once(),
      expect(pullTwice).toTriggerInternalEvents('pull_package').thrice(),
      expect(pullTwice).toTriggerInternalEvents('pull_package').exactly(1),
      expect(pullTwice).toTriggerInternalEvents('pull_package').atMost(1),
    ]
    for (const assertion of failing) await messageOf(() => assertion)
  })

  test('when nothing came within its time, and at its end where more would break the claim', async () => {
    const message = await messageOf(() =>
      expect(() => {})
        .toTriggerInternalEvents('pull_package')
        .within(20),
    )
    expect(message).toContain('.within(20)')
    const late = await messageOf(() =>
      expect(() => void setTimeout(pull, 10))
        .toTriggerInternalEvents('pull_package')
        .never()
        .within(50),
    )
    expect(late).toContain(
      'Expected "pull_package" to be triggered never, but it was triggered once.',
    )
  })
})

describe('negated', () => {
  test('passes when none of the names was triggered, and without names when nothing was', async () => {
    await expect(() => pull()).not.toTriggerInternalEvents('delete_package', 'push_package')
    await expect(() => {}).not.toTriggerInternalEvents()
    await expect(() => pull()).toNotTriggerInternalEvents('delete_package')
    await expect(() => {}).toNotTriggerInternalEvents()
  })

  test('fails when one of them was, also more than once', async () => {
    const block = () => {
      pullTwice()
      trackInternalEvent('delete_package')
    }
    expect(
      await messageOf(() =>
        expect(block).not.toTriggerInternalEvents('push_package', 'pull_package'),
      ),
    ).toBe(`expect(block).not.toTriggerInternalEvents("push_package", "pull_package")

Expected the block not to trigger any of "push_package", "pull_package", but it triggered "pull_package" twice.

Expected: no "push_package", "pull_package"
Recorded:
  "pull_package" user 1, project 2, namespace 3 (2 times)

Find what tracks it in the block, or expect it with toTriggerInternalEvents.`)
    expect(
      await messageOf(() => expect(block).not.toTriggerInternalEvents()),
    ).toBe(`expect(block).not.toTriggerInternalEvents()

Expected the block not to trigger any internal event, but it triggered "pull_package" twice, "delete_package" once.

Expected: no internal events
Recorded:
  "pull_package" user 1, project 2, namespace 3 (2 times)
  "delete_package"

Find what tracks it in the block, or expect it with toTriggerInternalEvents.`)
    expect(
      await messageOf(() => expect(block).toNotTriggerInternalEvents('delete_package')),
    ).toBe(`expect(block).toNotTriggerInternalEvents("delete_package")

Expected the block not to trigger "delete_package", but it triggered "delete_package" once.

Expected: no "delete_package"
Recorded:
  "delete_package"

Find what tracks it in the block, or expect it with toTriggerInternalEvents.`)
  })
})

describe('misuse', () => {
  const subject = () => expect(() => pull()).toTriggerInternalEvents('pull_package')

  test('no names, names that are none, names given twice', () => {
    expect(misuseOf(() => expect(() => {}).toTriggerInternalEvents())).toBe(
      'Failed to check expect(block).toTriggerInternalEvents(): it names no event. Name the events that you expect; only the negated form may go without.',
    )
    expect(misuseOf(() => expect(() => {}).toTriggerInternalEvents(3 as never))).toBe(
      'Failed to check expect(block).toTriggerInternalEvents(3): the name of an event should be a string, but is of type number. Pass names as strings, one argument each.',
    )
    expect(misuseOf(() => subject().and.toTriggerInternalEvents(null as never))).toBe(
      'Failed to check expect(block).toTriggerInternalEvents(null): the name of an event should be a string, but is null. Pass names as strings, one argument each.',
    )
    expect(
      misuseOf(() => expect(() => {}).toTriggerInternalEvents('pull_package', 'pull_package')),
    ).toBe(
      'Failed to check expect(block).toTriggerInternalEvents("pull_package", "pull_package"): "pull_package" is named twice. Name it once, with .twice() for two events.',
    )
  })

  test('names that the catalog does not know run nothing, negated or not', () => {
    const block = vi.fn()
    for (const assert of [
      () => expect(block).toTriggerInternalEvents('pull_packages'),
      () => expect(block).not.toTriggerInternalEvents('pull_packages'),
      () => expect(block).toNotTriggerInternalEvents('pull_packages'),
    ]) {
      expect(assert).toThrow(
        'Failed to find event "pull_packages": no definition has this action. Did you mean "pull_package"?',
      )
    }
    expect(() => expect(block).toTriggerInternalEvents('import_package_from_ftp')).toThrow(
      'says that it was removed',
    )
    expect(() => expect(block).toTriggerInternalEvents('visit_package_list')).toThrow(
      'has no internal_events: true',
    )
    expect(block).not.toHaveBeenCalled()
  })

  test.each([
    ['null', null],
    ['undefined', undefined],
    ['a number', 3],
    ['an array', [1]],
    ['an object', {}],
    ['a generator function, which runs nothing when called', function* () {}],
    ['a generator function, which runs nothing when called', async function* () {}],
    ['a promise, whose work has begun already', Promise.resolve()],
  ])('a subject that is %s', (name, value) => {
    expect(misuseOf(() => expect(value).toTriggerInternalEvents('pull_package'))).toBe(
      `Failed to check expect(subject).toTriggerInternalEvents(): the subject should be a function or rendered HTML, but is ${name}. Wrap what triggers the events: expect(() => run()), or pass an HTML string, a cheerio object, a DOM element, document or fragment, a list of these, or anything with a container or an element (a render result of Testing Library, a wrapper of Vue Test Utils).`,
    )
  })

  test.each<[string, (chain: ReturnType<typeof subject>) => unknown, string, string]>([
    [
      '.times(-1)',
      (chain) => chain.times(-1),
      '.times(-1) is no count',
      'Give a whole number from 0 on.',
    ],
    [
      '.times(1.5)',
      (chain) => chain.times(1.5),
      '.times(1.5) is no count',
      'Give a whole number from 0 on.',
    ],
    [
      '.atLeast(NaN)',
      (chain) => chain.atLeast(Number.NaN),
      '.atLeast(NaN) is no count',
      'Give a whole number from 0 on.',
    ],
    [
      '.exactly("2")',
      (chain) => chain.exactly('2' as never),
      '.exactly(2) is no count',
      'Give a whole number from 0 on.',
    ],
    [
      '.once().twice()',
      (chain) => chain.once().twice(),
      '.twice() contradicts the count before it',
      'Say once how often the event is expected.',
    ],
    [
      '.atMost(2).times(2)',
      (chain) => chain.atMost(2).times(2),
      '.times() contradicts the count before it',
      'Say once how often the event is expected.',
    ],
    [
      '.atLeast(1).atLeast(2)',
      (chain) => chain.atLeast(1).atLeast(2),
      '.atLeast() contradicts the count before it',
      'Say once how often the event is expected.',
    ],
    [
      '.atLeast(3).atMost(2)',
      (chain) => chain.atLeast(3).atMost(2),
      '.atMost() leaves no count between at least 3 and at most 2',
      'Swap the two.',
    ],
    [
      '.with() twice',
      (chain) => chain.with({ user }).with({ project }),
      '.with() was given twice',
      'Put all fields into one .with().',
    ],
    [
      '.within(0)',
      (chain) => chain.within(0),
      '.within(0) is no time',
      'Give a number of milliseconds above 0.',
    ],
  ])('%s', (_name, chain, cause, remedy) => {
    expect(misuseOf(() => chain(subject()))).toBe(
      `Failed to check expect(block).toTriggerInternalEvents("pull_package"): ${cause}. ${remedy}`,
    )
  })

  test.each<[string, unknown, string, string]>([
    [
      'nothing',
      undefined,
      'it takes an object of fields',
      'Pass an object with some of: user, project, namespace, category, featureEnabledByNamespaceIds, additionalProperties, standardContext, aiContext, contexts.',
    ],
    [
      'an asymmetric matcher',
      expect.anything(),
      'it takes an object of fields',
      'Pass an object with some of: user, project, namespace, category, featureEnabledByNamespaceIds, additionalProperties, standardContext, aiContext, contexts.',
    ],
    [
      'a field that it does not know',
      { label: 'npm' },
      'unknown field "label"',
      'Fields are user, project, namespace, category, featureEnabledByNamespaceIds, additionalProperties, standardContext, aiContext, contexts; other properties go under additionalProperties.',
    ],
    [
      'an id instead of a user',
      { user: 1 },
      'user should be an object with an id (a string or a number)',
      'Pass the user that is tracked, or expect.anything().',
    ],
    [
      'additional properties that are none',
      { additionalProperties: 'npm' },
      'additionalProperties should be an object',
      'Pass the properties that you expect, {} for none.',
    ],
  ])('.with() given %s', (_name, argument, cause, remedy) => {
    expect(misuseOf(() => subject().with(argument as never))).toBe(
      `Failed to check expect(block).toTriggerInternalEvents("pull_package").with(): ${cause}. ${remedy}`,
    )
  })

  test('a chain after a negation', () => {
    const negated = expect(() => {}).not.toTriggerInternalEvents('pull_package')
    expect(misuseOf(() => negated.times(2))).toBe(
      'Failed to check expect(block).not.toTriggerInternalEvents("pull_package"): the negated form takes no .times(). State the positive claim with its chain instead.',
    )
    const other = expect(() => {}).toNotTriggerInternalEvents(
      'pull_package',
    ) as unknown as typeof negated
    expect(misuseOf(() => other.with({ user }))).toBe(
      'Failed to check expect(block).toNotTriggerInternalEvents("pull_package"): the negated form takes no .with(). State the positive claim with its chain instead.',
    )
    expect(misuseOf(() => expect(() => {}).not.toTriggerInternalEvents('pull_package').and)).toBe(
      'Failed to check expect(block).not.toTriggerInternalEvents("pull_package"): after .not, .and would leave open what is negated. Use toNotTriggerInternalEvents, toNotIncrementUsageMetrics or toNotRecordAiUsageEvents, which can be joined.',
    )
    expect(misuseOf(() => expect(() => {}).not.toNotTriggerInternalEvents('pull_package'))).toBe(
      'Failed to check expect(block).not.toNotTriggerInternalEvents("pull_package"): it is negated twice. Leave out .not, or use the positive matcher.',
    )
  })

  test('a chain method of another matcher', () => {
    const chain = subject() as unknown as { by(step: number): unknown }
    expect(misuseOf(() => chain.by(1))).toBe(
      'Failed to check expect(block).toTriggerInternalEvents("pull_package"): toTriggerInternalEvents takes no .by(). It takes .once(), .twice(), .thrice(), .never(), .times(), .exactly(), .atLeast(), .atMost(), .with(), .within().',
    )
  })

  test('a chain after the verdict has fallen', async () => {
    const assertion = subject()
    await assertion
    expect(misuseOf(() => assertion.times(1))).toBe(
      'Failed to check expect(block).toTriggerInternalEvents("pull_package"): .times() was called after the verdict had fallen. Chain on the same line, before await.',
    )
    expect(misuseOf(() => assertion.and)).toContain('.and was called after the verdict had fallen')
    const derived = assertion.then(() => {})
    expect(misuseOf(() => (derived as typeof assertion).times(1))).toBe(
      'Failed to check expect(block): .times() was called on a promise that was derived with then(). Chain on what the matcher returns.',
    )
  })
})

describe('events of trackers', () => {
  test('are found by their action, with the identifiers of their standard context', async () => {
    const { buildStructEvent } = await import('@snowplow/node-tracker')
    const { tracker } = fakes
    const standard = {
      schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
      data: { user_id: 1, project_id: '2', namespace_id: 3, extra: { client: 'cli' } },
    }
    await expect(() => {
      const event = buildStructEvent({
        category: 'Registry',
        action: 'pull_package',
        label: 'npm',
        value: 3,
      })
      tracker.track(event, [standard])
    })
      .toTriggerInternalEvents('pull_package')
      .with({
        user,
        project: { id: 2 },
        namespace: { id: '3' },
        category: 'Registry',
        additionalProperties: { label: 'npm', value: 3, client: 'cli' },
      })
  })

  test('match users by the digest of their id', async () => {
    await expect(() => {
      trackInternalEvent('pull_package', { user })
    }).toTriggerInternalEvents('pull_package')
    const { buildStructEvent } = await import('@snowplow/node-tracker')
    const cx = fakes.journal.events[0]?.payload?.['cx'] as string
    const { data } = JSON.parse(Buffer.from(cx, 'base64url').toString())
    await expect(
      () =>
        void fakes.tracker.track(buildStructEvent({ category: '', action: 'pull_package' }), data),
    )
      .toTriggerInternalEvents('pull_package')
      .with({ user })
  })

  test('that are no structured events, or carry contexts that are no JSON, do no harm', async () => {
    const { buildPageView } = await import('@snowplow/node-tracker')
    fakes.tracker.track(buildPageView({ pageUrl: 'https://example.com' }))
    expect(fakes.journal.events).toEqual([])
    fakes.journal.recordPayload({ e: 'se', se_ac: 'pull_package', cx: '%%%' })
    fakes.journal.recordPayload({ e: 'se', se_ac: 'pull_package', co: '[1]' })
    fakes.journal.recordPayload({ e: 'se', se_ac: 'pull_package', co: '{"data":[null,3]}' })
    expect(fakes.journal.events.map((event) => event.user)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

test('what the front end tracks is found with the identifiers of the page', async () => {
  setPageContext({ user })
  const { InternalEvents } = await import('../../../src/entries/index.ts')
  await expect(() => InternalEvents.trackEvent('click_copy_install_command', {}, 'packages:show'))
    .toTriggerInternalEvents('click_copy_install_command')
    .with({ user, category: 'packages:show', additionalProperties: {} })
})
