import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type AiUsageContext, AiUsageEventRegistry } from '../../../src/entries/ai-usage-events.ts'
import {
  fakes,
  InternalEvents,
  type MatcherErrorCode,
  trackInternalEvent,
  useAiUsageEvents,
} from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'
import { unchecked, uncheckedExpect } from '../unchecked.ts'

const registry = new AiUsageEventRegistry().registerFeature({
  name: 'packages',
  events: { summarize_package: 1, pull_package: 2, review_package: 4 },
  deprecated: { push_package: 3 },
  transform: ({ label, session_id, project }) => ({ label, session_id, project_id: project?.id }),
})
let now = Date.parse('2026-05-01')
beforeEach(() => {
  useAiUsageEvents(registry)
  vi.useFakeTimers({ now, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
  useAiUsageEvents(undefined)
})

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }
/** Two in one millisecond would be one. */
function summarize(options: { label?: string; user?: { id: number } } = {}) {
  vi.setSystemTime(++now)
  trackInternalEvent('summarize_package', {
    user: 'user' in options ? options.user : user,
    project,
    additionalProperties: { label: options.label ?? 'npm', session_id: 's' },
  })
}

describe('passes', () => {
  test('for an internal event, which goes on to the extra trackers', async () => {
    await expect(() => summarize())
      .toRecordAiUsageEvents('summarize_package')
      .with({
        user,
        namespace: { id: 3 },
        timestamp: expect.any(Date),
        payload: { label: 'npm', session_id: 's', project_id: 2 },
      })
      .and.toTriggerInternalEvents('summarize_package')
      .and.not.toRecordAiUsageEvents('pull_package')
    expect(fakes.aiUsageEvents.events).toHaveLength(1)
  })

  test('for one that is tracked directly', async () => {
    await expect(() => fakes.aiUsageEvents.trackEvent('pull_package', { user, label: 'x' }))
      .toRecordAiUsageEvents('pull_package')
      .with({ user, namespace: null, payload: expect.objectContaining({ label: 'x' }) })
      .and.toNotTriggerInternalEvents()
  })

  test('with counts of the rows that match', async () => {
    await expect(() => {
      summarize({ label: 'npm' })
      summarize({ label: 'gem' })
      summarize({ label: 'gem' })
    })
      .toRecordAiUsageEvents('summarize_package')
      .with({ timestamp: expect.any(Date), payload: expect.objectContaining({ label: 'gem' }) })
      .twice()
    await expect(() => summarize())
      .toTriggerInternalEvents('summarize_package')
      .and.toRecordAiUsageEvents('summarize_package')
      .atLeast(1)
  })

  test('for what comes later, within its time', async () => {
    await expect(() => {
      setTimeout(summarize, 20)
    })
      .toRecordAiUsageEvents('summarize_package')
      .within(2000)
  })

  test('negated', async () => {
    await expect(() => {}).not.toRecordAiUsageEvents()
    await expect(() => summarize()).toNotRecordAiUsageEvents('pull_package')
    await expect(() => trackInternalEvent('push_package', { user })).not.toRecordAiUsageEvents(
      'push_package',
    )
    // Not every internal event is one, and the end point of the front end needs a user.
    await expect(() => trackInternalEvent('delete_package', { user })).not.toRecordAiUsageEvents()
    expect(fakes.aiUsageEvents.records.map(({ name }) => name)).not.toContain('delete_package')
    await expect(() => InternalEvents.trackEvent('pull_package')).not.toRecordAiUsageEvents()
  })
})

describe('fails', () => {
  test('when nothing was tracked', async () => {
    expect(
      await messageOf(() => expect(() => {}).toRecordAiUsageEvents('summarize_package')),
    ).toBe(`\
expect(block).toRecordAiUsageEvents("summarize_package")

Expected "summarize_package" to be recorded once, but the block tracked no AI usage events.

Expected: "summarize_package" once
Recorded: nothing

Track "summarize_package" in the block: as an internal event, or by aiUsageEvents.trackEvent.`)
  })

  test('when only others were, for all that is named', async () => {
    expect(
      await messageOf(() =>
        expect(() =>
          fakes.aiUsageEvents.trackEvent('pull_package', { user, namespace: { id: 3 } }),
        ).toRecordAiUsageEvents('summarize_package', 'push_package', 'review_package'),
      ),
    ).toBe(`\
expect(block).toRecordAiUsageEvents("summarize_package", "push_package", "review_package")

Expected "summarize_package" to be recorded once, but the block tracked only other AI usage events.

Not as expected either: "push_package", "review_package".

Expected: "summarize_package" once
Recorded:
  "pull_package" user 1, namespace 3, {"label": null, "project_id": null, "session_id": null}

Track "summarize_package" in the block: as an internal event, or by aiUsageEvents.trackEvent.`)
  })

  test('when it was refused, and says why', async () => {
    expect(
      await messageOf(() =>
        expect(() => trackInternalEvent('push_package', { user })).toRecordAiUsageEvents(
          'push_package',
        ),
      ),
    ).toBe(`\
expect(block).toRecordAiUsageEvents("push_package")

Expected "push_package" to be recorded once, but it was refused once.

Expected: "push_package" once
Recorded:
  "push_package" refused: event is read-only

Correct the arguments of the call. The real system refuses the event silently.`)
  })

  test('when its name was misspelt', async () => {
    expect(
      await messageOf(() =>
        expect(() =>
          fakes.aiUsageEvents.trackEvent('summarise_package', { user }),
        ).toRecordAiUsageEvents('summarize_package'),
      ),
    ).toBe(`\
expect(block).toRecordAiUsageEvents("summarize_package")

Expected "summarize_package" to be recorded once, but the block tracked only other AI usage events.

Expected: "summarize_package" once
Recorded:
  "summarise_package" refused: no feature has registered it

Track "summarize_package" in the block: as an internal event, or by aiUsageEvents.trackEvent.`)
  })

  test('when two are one', async () => {
    const message = await messageOf(() =>
      expect(() => {
        for (let count = 0; count < 2; count++) trackInternalEvent('pull_package', { user })
      })
        .toRecordAiUsageEvents('pull_package')
        .twice(),
    )
    expect(message).toContain('but it was recorded once.')
    expect(message).toContain(
      '"pull_package" refused: a row with the same user, namespace, event and millisecond is already stored',
    )
  })

  test('on the first field that differs', async () => {
    expect(
      await messageOf(() =>
        expect(() => summarize({ label: 'gem' }))
          .toRecordAiUsageEvents('summarize_package')
          .with({ user: { id: 9 }, payload: expect.objectContaining({ label: 'npm' }) }),
      ),
    ).toBe(`\
expect(block).toRecordAiUsageEvents("summarize_package").with(…)

Expected "summarize_package" to be recorded once with these fields, but it was never recorded with them.

Expected: "summarize_package" once
  user {"id": 9}
  payload ObjectContaining {"label": "npm"}
Recorded:
  "summarize_package" user 1, namespace 3, {"label": "gem", "project_id": 2, "session_id": "s"}
    differs at user
      expected: {"id": 9}
      recorded: {"id": 1}
    and at payload.label

Correct user where the event is tracked, or in .with().`)
  })

  test('on a part of an identifier, and on a time', async () => {
    const differing = async (fields: object) => {
      const message = await messageOf(() =>
        expect(() => summarize())
          .toRecordAiUsageEvents('summarize_package')
          .with(fields),
      )
      return message.slice(message.indexOf('differs at'))
    }
    expect(await differing({ user: expect.objectContaining({ id: 9 }) })).toBe(
      'differs at user.id\n      expected: 9\n      recorded: 1\n\nCorrect user.id where the event is tracked, or in .with().',
    )
    expect(await differing({ payload: { label: 'npm', project_id: 2 } })).toBe(
      'differs at payload.session_id\n      expected: none\n      recorded: "s"\n\nCorrect payload.session_id where the event is tracked, or in .with().',
    )
    expect(await differing({ timestamp: new Date(0) })).toMatch(
      /^differs at timestamp\n {6}expected: 1970-01-01T00:00:00\.000Z\n {6}recorded: 2026-/,
    )
  })

  test('on a namespace that should not be there', async () => {
    const message = await messageOf(() =>
      expect(() => summarize())
        .toRecordAiUsageEvents('summarize_package')
        .with({ namespace: null }),
    )
    expect(message).toContain(
      'differs at namespace\n      expected: none\n      recorded: {"id": 3}',
    )
  })

  test('when it was recorded too often', async () => {
    const message = await messageOf(() =>
      expect(() => {
        summarize()
        summarize()
      }).toRecordAiUsageEvents('summarize_package'),
    )
    expect(message).toContain('but it was recorded twice.')
    expect(message).toContain('Find the code that tracks it more than once, or expect .times(2).')
  })

  test('negated', async () => {
    expect(await messageOf(() => expect(() => summarize()).not.toRecordAiUsageEvents())).toBe(`\
expect(block).not.toRecordAiUsageEvents()

Expected the block not to record AI usage events, but it recorded one row.

Expected: no AI usage events
Recorded:
  "summarize_package" user 1, namespace 3, {"label": "npm", "project_id": 2, "session_id": "s"}

Find the code in the block that tracks it, or expect it with toRecordAiUsageEvents.`)
    const pull = () => fakes.aiUsageEvents.trackEvent('pull_package', { user })
    expect(await messageOf(() => expect(pull).toNotRecordAiUsageEvents())).toContain(
      'Recorded:\n  "pull_package" user 1, {"label": null, "project_id": null, "session_id": null}\n',
    )
    const message = await messageOf(() =>
      expect(() => {
        summarize()
        summarize()
      }).toNotRecordAiUsageEvents('pull_package', 'summarize_package'),
    )
    expect(message).toContain(
      'Expected the block not to record "pull_package", "summarize_package", but it recorded 2 rows.',
    )
  })
})

describe('misuse', () => {
  test.each<[() => unknown, string, MatcherErrorCode?]>([
    [
      () => expect(() => {}).toRecordAiUsageEvents('summarize_packages'),
      'Failed to check expect(block).toRecordAiUsageEvents("summarize_packages"): no feature has registered the AI usage event "summarize_packages". Did you mean "summarize_package"?',
      'INVALID_NAMES',
    ],
    [
      () => expect(() => {}).not.toRecordAiUsageEvents('xyz'),
      'no feature has registered the AI usage event "xyz". Register it, and name the registry: useAiUsageEvents(registry).',
      'INVALID_NAMES',
    ],
    [
      () => uncheckedExpect(expect(() => {})).toRecordAiUsageEvents(),
      'no event is named',
      'INVALID_NAMES',
    ],
    [
      () => uncheckedExpect(expect(() => {})).toNotRecordAiUsageEvents(3),
      'the name of an event should be a string, but is of type number.',
      'INVALID_NAMES',
    ],
    [
      () => uncheckedExpect(expect(() => {}).not).toNotRecordAiUsageEvents('pull_package'),
      'it is negated twice',
    ],
    [
      () => uncheckedExpect(expect('<p>')).toRecordAiUsageEvents('pull_package'),
      'the subject should be a function, but is a string',
      'INVALID_SUBJECT',
    ],
    [
      () =>
        unchecked(
          expect(() => {})
            .toRecordAiUsageEvents('pull_package')
            .with({}),
        ).with({}),
      '.with() was given twice',
    ],
    [
      () =>
        expect(() => {})
          .toRecordAiUsageEvents('pull_package')
          .within(0 as number),
      '.within(0) is not a valid time',
    ],
  ])('%s', (assert, cause, code) => {
    expect(misuseOf(assert, code)).toContain(cause)
  })

  test.each([
    [undefined, 'it takes an object of fields'],
    [{ project }, 'unknown field "project"'],
    [{ timestamp: '2026' }, 'timestamp should be a valid Date'],
    [{ timestamp: new Date(Number.NaN) }, 'timestamp should be a valid Date'],
    [{ payload: [] }, 'payload should be an object'],
  ])('.with(%o)', (fields, cause) => {
    expect(
      misuseOf(
        () =>
          expect(() => {})
            .toRecordAiUsageEvents('pull_package')
            .with(fields as never),
        'INVALID_EXPECTATION',
      ),
    ).toBe(
      `Failed to check expect(block).toRecordAiUsageEvents("pull_package").with(…): ${cause}. Pass an object with some of: user, namespace, timestamp, payload.`,
    )
  })
})

test.each([
  [{ user: 1 }, 'user should be an object with an id (a string or a number). Pass the user'],
  [{ namespace: {} }, 'namespace should be an object with an id (a string or a number). Pass the'],
  [{ user: { id: Number.NaN } }, 'user.id is NaN, which no user has. Pass the user'],
  [{ timestamp: expect.any(Number) }, 'timestamp is never of the type that is expected.'],
  [{ payload: expect.any(String) }, 'payload is never of the type that is expected.'],
  [{ user: expect.any(String) }, 'user is never of the type that is expected. Pass the user'],
  [
    { user: expect.objectContaining({ name: 'Ada' }) },
    'a row holds the id of its user, not its "name". Expect user: { id }.',
  ],
  [
    { namespace: { id: 1, path: expect.any(String) } },
    'a row holds the id of its namespace, not its "path". Expect namespace: { id }.',
  ],
  [
    { payload: expect.objectContaining({ label: undefined }) },
    'payload.label is undefined, so expect.objectContaining() does not say what to look for. Leave it out, or expect null for none.',
  ],
])('no row can meet %o', (fields, cause) => {
  const assert = () =>
    expect(() => {})
      .toRecordAiUsageEvents('summarize_package')
      .with(fields as never)
  expect(misuseOf(assert, 'INVALID_EXPECTATION')).toContain(`.with(…): ${cause}`)
})

test('matchers stand for ids and fields of the payload', async () => {
  const track = () => summarize({ label: 'gem' })
  const chain = (fields: object) =>
    expect(track).toRecordAiUsageEvents('summarize_package').with(fields)
  await chain({ user: { id: expect.any(Number) }, namespace: { id: expect.any(Number) } })
  await chain({ user: expect.anything(), namespace: expect.anything() })
  await chain({ timestamp: new Date(now) }).never()
  await chain({ namespace: { id: 3, name: 'Registry' } })
  await chain({ user: { id: 1, name: 'Ada' }, payload: expect.objectContaining({ label: 'gem' }) })
  await chain({ user: { id: expect.any(String) } }).never()
  const loose = () => chain({ payload: { label: undefined } }).never()
  expect(await messageOf(loose)).toContain('but it was recorded once')
  expect(
    await messageOf(() =>
      chain({ payload: expect.objectContaining({ label: expect.stringMatching(/^n/) }) }),
    ),
  ).toContain(
    'differs at payload.label\n      expected: StringMatching /^n/\n      recorded: "gem"\n\nCorrect payload.label where',
  )
})

describe('a field that no payload has', () => {
  const chain = (payload: unknown, event = 'summarize_package', block: () => void = () => {}) =>
    expect(block)
      .toRecordAiUsageEvents(event)
      .with({ payload: payload as Record<string, unknown> })
  const start = (event: string) =>
    `Failed to check expect(block).toRecordAiUsageEvents("${event}").with(…): the payload of "${event}" never has the field`

  test('is refused on the spot if it is misspelt', () => {
    for (const payload of [{ lable: 'x' }, expect.objectContaining({ lable: 'x' })]) {
      expect(misuseOf(() => chain(payload), 'INVALID_EXPECTATION')).toBe(
        `${start('summarize_package')} "lable". Did you mean "label"?`,
      )
    }
  })

  test('is refused with the verdict else, in both polarities', async () => {
    const refused = () => fakes.aiUsageEvents.trackEvent('no_such_event', { user })
    for (const block of [() => {}, () => summarize(), refused]) {
      const message = `${start('summarize_package')} "colour". It has label, session_id, project_id.`
      expect(await messageOf(() => chain({ colour: 1 }, 'summarize_package', block))).toBe(message)
      expect(await messageOf(() => chain({ colour: 1 }, 'summarize_package', block).never())).toBe(
        message.replace('.with(…)', '.with(…).never()'),
      )
    }
    useAiUsageEvents(undefined)
    expect(await messageOf(() => chain({ a: 1 }, 'request_duo_chat_response').never())).toBe(
      `${start('request_duo_chat_response').replace('.with(…)', '.with(…).never()')} "a". Its feature has no transform, so the payload is empty.`,
    )
    expect(await messageOf(() => chain({ flow: 'x' }, 'agent_platform_session_started'))).toContain(
      '"flow". Did you mean "flow_type"?',
    )
    expect(
      misuseOf(
        () => chain({ languge: 'go' }, 'code_suggestion_shown_in_ide'),
        'INVALID_EXPECTATION',
      ),
    ).toContain('"languge". Did you mean "language"?')
  })

  test.each<[string, (context: AiUsageContext) => Record<string, unknown>]>([
    ['copies what it is given', (context) => ({ ...context })],
    ['copies a part of it', ({ session }) => ({ ...(session as object) })],
    ['throws', (context) => ({ a: (context['x'] as { y: string }).y.length.toFixed() })],
    [
      'follows its context without end',
      (context) => {
        let one = context as { parent?: object }
        while (one.parent) one = one.parent
        return { one: one.constructor.name }
      },
    ],
    ['gives it under a condition', ({ job }) => (job ? { a: 1 } : { b: 1 })],
    ['gives it where there is nothing', ({ job }) => (job ? { b: 1 } : { a: 1 })],
  ])('is not refused where the transform %s', async (_name, transform) => {
    useAiUsageEvents(
      new AiUsageEventRegistry().registerFeature({
        name: 'open',
        events: { summarize_package: 1 },
        transform,
      }),
    )
    await chain({ a: 2 }).never()
  })
})

describe('a field that only some payloads have', () => {
  const use = (transform: (context: AiUsageContext) => Record<string, unknown>) =>
    useAiUsageEvents(
      new AiUsageEventRegistry()
        .registerFeature({ name: 'some', events: { pull_package: 1 }, transform })
        .registerFeature({
          name: 'others',
          events: { summarize_package: 2 },
          transform: ({ label }) => ({ label }),
        }),
    )
  const claim = (payload: Record<string, unknown>, ...names: [string, ...string[]]) =>
    expect(() => fakes.aiUsageEvents.trackEvent('pull_package', { user, label: 'npm' }))
      .toRecordAiUsageEvents(...names)
      .with({ payload })
  const message = `Failed to check expect(block).toRecordAiUsageEvents("pull_package", "summarize_package").with(…): the payload of "summarize_package" never has the field "colour". It has label.`

  test('is not refused where a row has it', async () => {
    use(({ label }) => (label === 'npm' ? { colour: 1 } : { size: 1 }))
    await claim({ colour: 1 }, 'pull_package')
  })

  test('is refused for an event without it, although a row of another event has it', async () => {
    use(() => ({ colour: 1 }))
    expect(await messageOf(() => claim({ colour: 1 }, 'pull_package', 'summarize_package'))).toBe(
      message,
    )
  })

  test('is refused for an event without it, although nobody can tell of another', async () => {
    use((context) => ({ ...context }))
    expect(await messageOf(() => claim({ colour: 1 }, 'pull_package', 'summarize_package'))).toBe(
      message,
    )
  })
})

test('a payload is compared as custom testers say, and shown to a matcher as it is stored', async () => {
  class Price {
    readonly #cents: number
    constructor(cents: number) {
      this.#cents = cents
    }
    toJSON(): object {
      return { amount: this.#cents / 100 }
    }
    /** Only the expected value is a price: the table has JSON. */
    static same(this: unknown, one: unknown, other: unknown): boolean | undefined {
      const [price, stored] = one instanceof Price ? [one, other] : [other, one]
      if (!(price instanceof Price)) return undefined
      return (stored as { amount?: number }).amount === price.#cents / 100
    }
  }
  expect.addEqualityTesters([Price.same])
  useAiUsageEvents(
    new AiUsageEventRegistry().registerFeature({
      name: 'prices',
      events: { pull_package: 1 },
      transform: () => ({ price: new Price(5), tax: null }),
    }),
  )
  const claim = (payload: unknown) =>
    expect(() => fakes.aiUsageEvents.trackEvent('pull_package', { user: { id: ++now } }))
      .toRecordAiUsageEvents('pull_package')
      .with({ payload: payload as Record<string, unknown> })
  await claim({ price: new Price(5) })
  await claim({ price: new Price(6) }).never()
  await claim(expect.toSatisfy((payload: object) => 'tax' in payload))
})

test('dates and bigints of a payload are compared as the table has them, in JSON', async () => {
  const at = new Date(0)
  useAiUsageEvents(
    new AiUsageEventRegistry().registerFeature({
      name: 'times',
      events: { pull_package: 1 },
      transform: () => ({ at, deep: [{ at, big: 2n ** 64n }] }),
    }),
  )
  const claim = (payload: Record<string, unknown>) =>
    expect(() => fakes.aiUsageEvents.trackEvent('pull_package', { user: { id: ++now } }))
      .toRecordAiUsageEvents('pull_package')
      .with({ payload })
  const deep = [{ at, big: 2n ** 64n }]
  await claim({ at, deep })
  await claim({ at: at.toISOString(), deep: [expect.objectContaining({ big: String(2n ** 64n) })] })
  await claim({ at: new Date(1) }).never()
  expect(await messageOf(() => claim({ at }).never())).toContain('but it was recorded once')
})

test('.never() compares of the payload only what is named', async () => {
  const never = (payload: Record<string, unknown>) =>
    expect(() => summarize())
      .toRecordAiUsageEvents('summarize_package')
      .with({ payload })
      .never()
  await never({ label: 'gem' })
  for (const payload of [{ label: 'npm' }, expect.objectContaining({ label: 'npm' })]) {
    expect(await messageOf(() => never(payload))).toContain('but it was recorded once')
  }
})

test('null is absent in a payload: the table stores null for what nothing gives', async () => {
  const claim = (payload: Record<string, unknown>) =>
    expect(() => {
      vi.setSystemTime(++now)
      trackInternalEvent('pull_package', { user, additionalProperties: { label: 'npm' } })
    })
      .toRecordAiUsageEvents('pull_package')
      .with({ payload })
  await claim({ label: 'npm' })
  await claim({ label: 'npm', session_id: null, project_id: undefined })
  await claim(expect.objectContaining({ session_id: null }) as never)
  expect(fakes.aiUsageEvents.events.at(-1)?.payload).toStrictEqual({
    label: 'npm',
    session_id: null,
    project_id: null,
  })
  expect(await messageOf(() => claim({ label: null }))).toContain(
    'differs at payload.label\n      expected: none\n      recorded: "npm"',
  )
})
