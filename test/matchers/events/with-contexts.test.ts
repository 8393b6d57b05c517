import { buildStructEvent } from '@snowplow/node-tracker'
import { describe, expect, test } from 'vitest'
import { aiContext, codeSuggestionsContext } from '../../../src/entries/contexts.ts'
import { fakes, trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'

/** `.with({ standardContext, aiContext, contexts })` */
const user = { id: 1 }
const summarize = (model = 'small') =>
  trackInternalEvent('summarize_package', {
    user,
    additionalProperties: { label: 'npm', model_name: model },
    aiContext: { session_id: 's-7', input_tokens: 1500 },
  })
const pull = () => trackInternalEvent('pull_package', { user })
const request = () =>
  fakes.tracker.track(
    buildStructEvent({ category: 'code_suggestions', action: 'pull_package' }),
    [
      codeSuggestionsContext({ language: 'go', prefix_length: 1 }),
      codeSuggestionsContext({ language: 'ruby', prefix_length: 120, user_agent: 'vscode' }),
    ].map(({ schema, data }) => ({ schema, data: { ...data } })),
  )

const SUGGESTIONS = 'iglu:com.gitlab/code_suggestions_context/jsonschema/1-0-0'

describe('passes', () => {
  test('on the fields that are given, null for those that nobody knows', async () => {
    await expect(() => summarize())
      .toTriggerInternalEvents('summarize_package')
      .with({
        user,
        standardContext: { realm: 'self-managed', plan: expect.any(String), namespace_id: null },
        aiContext: { session_id: 's-7', input_tokens: 1500, output_tokens: null },
      })
    await expect(() => summarize())
      .toTriggerInternalEvents('summarize_package')
      .with({
        user,
        standardContext: { host_name: null },
        aiContext: { agent_name: undefined },
      })
  })

  test('on any context of a kind, on none, and on what a matcher accepts', async () => {
    await expect(() => summarize())
      .toTriggerInternalEvents('summarize_package')
      .with({ user: expect.anything(), aiContext: {} })
    await expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .with({ user, aiContext: null })
    await expect(() => summarize())
      .toTriggerInternalEvents('summarize_package')
      .with({ user, aiContext: expect.objectContaining({ session_id: 's-7' }) })
  })

  test('on contexts of any schema, among those of the event', async () => {
    await expect(() => request())
      .toTriggerInternalEvents('pull_package')
      .with({
        contexts: [
          { schema: SUGGESTIONS, data: { language: 'ruby', prefix_length: 120 } },
          { schema: SUGGESTIONS, data: expect.objectContaining({ language: 'go' }) },
          { schema: expect.stringContaining('code_suggestions') },
        ],
      })
  })

  test('counts only the events whose contexts are as expected', async () => {
    await expect(() => {
      summarize('small')
      summarize('large')
      summarize('large')
    })
      .toTriggerInternalEvents('summarize_package')
      .with({ user, standardContext: { extra: { model_name: 'large' } } })
      .twice()
  })

  test('by a builder', async () => {
    await expect(() => summarize())
      .toTriggerInternalEvents('summarize_package')
      .with({
        user,
        contexts: [aiContext({ session_id: 's-7', input_tokens: 1500, model_name: 'small' })],
      })
  })
})

describe('fails', () => {
  test('on a field, and shows the context alone', async () => {
    const assertion = () =>
      expect(() => summarize())
        .toTriggerInternalEvents('summarize_package')
        .with({ user, aiContext: { session_id: 's-8', input_tokens: 1500, agent_name: 'coder' } })
    expect(await messageOf(assertion)).toBe(`\
expect(block).toTriggerInternalEvents("summarize_package").with(…)

Expected "summarize_package" to be triggered once with these properties, but it was triggered once, never with them.

Expected: "summarize_package" once
  user {"id": 1}
  aiContext {"agent_name": "coder", "input_tokens": 1500, "session_id": "s-8"}
Recorded, the nearest first:
  "summarize_package" user 1, {"label": "npm", "model_name": "small"}
    differs at aiContext.session_id
      expected: "s-8"
      recorded: "s-7"
    and at aiContext.agent_name

Correct the context where the event is tracked, or aiContext.session_id in .with().`)
    const failure = await Promise.resolve(assertion()).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      actual: { user, aiContext: { session_id: 's-7', input_tokens: 1500, agent_name: null } },
      expected: {
        user,
        aiContext: { session_id: 's-8', input_tokens: 1500, agent_name: 'coder' },
      },
    })
  })

  test('on a context that is not there', async () => {
    const message = await messageOf(() =>
      expect(() => pull())
        .toTriggerInternalEvents('pull_package')
        .with({ user, aiContext: { session_id: null } }),
    )
    expect(message).toContain(`\
    differs at aiContext
      expected: {"session_id": null}
      recorded: none

Send the event with this context (only events of classification: duo get an ai_context by themselves), or leave aiContext out of .with().`)
  })

  test('on a field of a part that a context has', async () => {
    const message = await messageOf(() =>
      expect(() => summarize())
        .toTriggerInternalEvents('summarize_package')
        .with({ user, standardContext: { extra: { model_name: 'small', color: 'red' } } }),
    )
    expect(message).toContain(`\
    differs at standardContext.extra.color
      expected: "red"
      recorded: none

Correct the context where the event is tracked, or standardContext.extra.color in .with().`)
  })

  test('on a context that is not there, whatever a matcher would say of it', async () => {
    const message = await messageOf(() =>
      expect(() => pull())
        .toTriggerInternalEvents('pull_package')
        .with({ user, aiContext: expect.toSatisfy(() => true) }),
    )
    expect(message).toContain('differs at aiContext\n')
  })

  test('on a context that should not be there', async () => {
    const message = await messageOf(() =>
      expect(() => summarize())
        .toTriggerInternalEvents('summarize_package')
        .with({ user, aiContext: null }),
    )
    expect(message).toContain('differs at aiContext\n      expected: none\n      recorded: {')
    expect(message).toContain('Correct the context where the event is tracked, or aiContext in')
  })

  test('on the standard context of an event that was not sent to Snowplow', async () => {
    const message = await messageOf(() =>
      expect(() => trackInternalEvent('pull_package', { user, sendSnowplowEvent: false }))
        .toTriggerInternalEvents('pull_package')
        .with({ user, standardContext: {} }),
    )
    expect(message).toContain('differs at standardContext')
  })

  test('on the nearest context of a schema', async () => {
    const message = await messageOf(() =>
      expect(() => request())
        .toTriggerInternalEvents('pull_package')
        .with({
          contexts: [
            {
              schema: SUGGESTIONS,
              data: { language: 'ruby', prefix_length: 120, user_agent: 'emacs' },
            },
          ],
        }),
    )
    expect(message).toContain(`\
    differs at contexts[0].data.user_agent
      expected: "emacs"
      recorded: "vscode"

Correct the context where the event is tracked, or contexts[0].data.user_agent in .with().`)
  })

  test('on a context whose data is no object, and on names that every object inherits', async () => {
    const own = 'iglu:com.acme/own/jsonschema/1-0-0'
    const send = (data: unknown) => () =>
      fakes.tracker.track(buildStructEvent({ category: 'c', action: 'pull_package' }), [
        { schema: own, data: data as Record<string, unknown> },
      ])
    const claim = (sent: unknown, data: object) =>
      expect(send(sent))
        .toTriggerInternalEvents('pull_package')
        .with({ contexts: [{ schema: own, data }] })
    for (const [data, recorded] of [
      [['a'], '["a"]'],
      ['a', '"a"'],
    ] as const) {
      expect(await messageOf(() => claim(data, { length: 1 }))).toContain(
        `differs at contexts[0].data\n      expected: {"length": 1}\n      recorded: ${recorded}\n`,
      )
      const failure = await Promise.resolve(claim(data, { length: 1 })).catch((error) => error)
      expect(failure.actual.contexts).toEqual([{ schema: own, data }])
    }
    await claim({ a: true }, { a: true, constructor: null })
    const failure = await Promise.resolve(claim({ a: 1 }, { constructor: 1 })).catch(
      (error) => error,
    )
    expect(failure.actual.contexts).toEqual([{ schema: own, data: { constructor: null } }])
  })

  test('on a schema that no context has', async () => {
    const message = await messageOf(() =>
      expect(() => request())
        .toTriggerInternalEvents('pull_package')
        .with({ contexts: [{ schema: 'iglu:com.acme/x/jsonschema/1-0-0' }] }),
    )
    expect(message).toContain(`\
    differs at contexts[0]
      expected: "iglu:com.acme/x/jsonschema/1-0-0"
      recorded: ["iglu:com.gitlab/code_suggestions_context/jsonschema/1-0-0"`)
  })
})

describe('the diff has of contexts what is expected, and no more', () => {
  const diffOf = async (assertion: PromiseLike<unknown>) => {
    const { actual, expected } = (await Promise.resolve(assertion).catch(
      (error: unknown) => error,
    )) as { actual: unknown; expected: unknown }
    return { actual, expected }
  }

  test('of the standard context its fields', async () => {
    expect(
      await diffOf(
        expect(() => summarize())
          .toTriggerInternalEvents('summarize_package')
          .with({ user, standardContext: { realm: 'saas', host_name: 'x' } }),
      ),
    ).toEqual({
      actual: { user, standardContext: { realm: 'self-managed', host_name: null } },
      expected: { user, standardContext: { realm: 'saas', host_name: 'x' } },
    })
  })

  test('of a context that is absent nothing, of one that is unexpected the mark of it', async () => {
    expect(
      await diffOf(
        expect(() => pull())
          .toTriggerInternalEvents('pull_package')
          .with({ user, aiContext: { session_id: '1' } }),
      ),
    ).toEqual({ actual: { user }, expected: { user, aiContext: { session_id: '1' } } })
  })

  test('of a matcher the whole context', async () => {
    const matcher = expect.objectContaining({ language: 'rust' })
    const { actual } = await diffOf(
      expect(() => request())
        .toTriggerInternalEvents('pull_package')
        .with({ contexts: [{ schema: SUGGESTIONS, data: matcher }] }),
    )
    expect(actual).toEqual({
      contexts: [{ schema: SUGGESTIONS, data: { language: 'go', prefix_length: 1 } }],
    })
  })

  test('of several contexts the nearest of each', async () => {
    expect(
      await diffOf(
        expect(() => request())
          .toTriggerInternalEvents('pull_package')
          .with({
            contexts: [
              { schema: SUGGESTIONS, data: { language: 'ruby', prefix_length: 9 } },
              { schema: SUGGESTIONS },
              { schema: 'iglu:com.acme/x/jsonschema/1-0-0', data: {} },
            ],
          }),
      ),
    ).toEqual({
      actual: {
        contexts: [
          { schema: SUGGESTIONS, data: { language: 'ruby', prefix_length: 120 } },
          { schema: SUGGESTIONS },
        ],
      },
      expected: {
        contexts: [
          { schema: SUGGESTIONS, data: { language: 'ruby', prefix_length: 9 } },
          { schema: SUGGESTIONS },
          { schema: 'iglu:com.acme/x/jsonschema/1-0-0', data: {} },
        ],
      },
    })
  })

  test('of none, where none is expected', async () => {
    const { actual } = await diffOf(
      expect(() => summarize())
        .toTriggerInternalEvents('summarize_package')
        .with({ user: { id: 9 } }),
    )
    expect(actual).toEqual({ user })
  })
})

test('a matcher that a context does not satisfy is a difference', async () => {
  const message = await messageOf(() =>
    expect(() => summarize())
      .toTriggerInternalEvents('summarize_package')
      .with({ user, aiContext: expect.objectContaining({ session_id: 'other' }) }),
  )
  expect(message).toContain(
    'differs at aiContext.session_id\n      expected: "other"\n      recorded: "s-7"',
  )
})

describe('misuse', () => {
  const refused = (fields: object) =>
    misuseOf(
      () =>
        expect(() => pull())
          .toTriggerInternalEvents('pull_package')
          .with(fields),
      'INVALID_EXPECTATION',
    )

  test.each([
    [
      { aiContext: { sesion_id: null } },
      'no version of ai_context has the field "sesion_id". Did you mean "session_id"?',
    ],
    [
      { aiContext: { agent: 'coder' } },
      'no version of ai_context has the field "agent". Did you mean "agent_name"?',
    ],
    [
      { aiContext: { own: 1 } },
      'no version of ai_context has the field "own". It has session_id, ',
    ],
    [
      { aiContext: 's-7' },
      'aiContext should be an object of the fields to compare. Pass those that you expect, {} for any context of this kind.',
    ],
    [{ standardContext: null }, 'standardContext should be an object of the fields to compare.'],
    [
      { contexts: { schema: 'x' } },
      "contexts should be an array of objects with a schema, and the data to compare. Write contexts: [{ schema: 'iglu:…', data: {…} }].",
    ],
    [
      { standardContext: { relm: 'saas' } },
      'no version of gitlab_standard has the field "relm". Did you mean "realm"?',
    ],
    [
      { standardContext: expect.objectContaining({ relm: 'saas' }) },
      'no version of gitlab_standard has the field "relm". Did you mean "realm"?',
    ],
    [
      { contexts: [{ schema: SUGGESTIONS, data: { langage: 'go' } }] },
      'no version of code_suggestions_context has the field "langage". Did you mean "language"?',
    ],
    [
      { contexts: [] },
      'contexts is empty, so it compares nothing. Name the contexts that the event must have, or leave contexts out.',
    ],
    [{ contexts: [1] }, 'contexts should be an array of objects'],
    [{ contexts: [null] }, 'contexts should be an array of objects'],
    [{ contexts: [{ schema: 'x' }, {}] }, 'contexts should be an array of objects'],
    [{ contexts: [{ data: {} }] }, 'contexts should be an array of objects with a schema'],
    [{ contexts: [{ schema: 'x', data: 1 }] }, 'contexts should be an array of objects'],
  ])('%o', (fields, cause) => {
    expect(refused(fields)).toContain(
      `Failed to check expect(block).toTriggerInternalEvents("pull_package").with(…): ${cause}`,
    )
  })
})

describe('a field that no version of a context has', () => {
  test('is an error, negated too, even where nothing resembles it', async () => {
    for (const never of [true, false]) {
      const assertion = expect(() => pull())
        .toTriggerInternalEvents('pull_package')
        .with({ user, standardContext: { constructor: null } })
      await expect(Promise.resolve(never ? assertion.never() : assertion)).rejects.toMatchObject({
        code: 'INVALID_EXPECTATION',
        message: expect.stringMatching(
          /^Failed to check expect\(block\)\.toTriggerInternalEvents\("pull_package"\)\.with\(…\)(\.never\(\))?: no version of gitlab_standard has the field "constructor"\. It has environment, /,
        ),
      })
    }
  })

  const track = (standard: object, ...others: { schema: string; data: object }[]) =>
    fakes.tracker.track(buildStructEvent({ category: 'ci', action: 'pull_package' }), [
      ...others.map(({ schema, data }) => ({ schema, data: { ...data } })),
      {
        schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
        data: { environment: 'test', ...standard },
      },
    ])

  test('is an error where another context has it', async () => {
    const fleet = { runner_fleet: 'blue' }
    for (const schema of [SUGGESTIONS, 'iglu:com.acme/own/jsonschema/1-0-0']) {
      expect(
        await messageOf(() =>
          expect(() => track({}, { schema, data: fleet }))
            .toTriggerInternalEvents('pull_package')
            .with({ standardContext: fleet })
            .never(),
        ),
      ).toContain('no version of gitlab_standard has the field "runner_fleet".')
    }
  })

  test('is compared where the service adds it, to one event of several', async () => {
    const send = () => {
      track({})
      track({ runner_fleet: 'blue' }, codeSuggestionsContext({ language: 'go' }))
    }
    await expect(() => send())
      .toTriggerInternalEvents('pull_package')
      .with({ standardContext: { runner_fleet: 'blue' } })
    await expect(() => send())
      .toTriggerInternalEvents('pull_package')
      .with({ standardContext: { runner_fleet: 'green' } })
      .never()
  })
})

describe('integers that a number cannot hold exactly', () => {
  const claim = (track: () => void, client: unknown) =>
    expect(track)
      .toTriggerInternalEvents('push_package')
      .with({ user: expect.toSatisfy(() => true), standardContext: { extra: { client } } })

  test('are compared by the digits that JavaScript writes', async () => {
    const track = () =>
      trackInternalEvent('push_package', { user, additionalProperties: { client: 2 ** 60 } })
    await claim(track, 2 ** 60)
    await claim(track, 1152921504606847000n)
    const large = () =>
      trackInternalEvent('push_package', { user, additionalProperties: { client: 1e21 } })
    await claim(large, 10n ** 21n)
    expect(await messageOf(() => claim(track, 2 ** 60 + 2 ** 10))).toContain(
      'differs at standardContext.extra.client',
    )
  })

  test('are compared by the number that a service sends', async () => {
    const send = (digits: string) => () =>
      fakes.journal.recordPayload({
        e: 'se',
        se_ac: 'push_package',
        co: `{"schema":"iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0","data":[{"schema":"iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7","data":{"environment":"test","extra":{"client":${digits}}}}]}`,
      })
    await claim(send('1152921504606846976'), 2 ** 60)
    await claim(send('9007199254740993'), 9007199254740993n)
    for (const other of [2 ** 53, 0.5, '9007199254740993']) {
      expect(await messageOf(() => claim(send('9007199254740993'), other))).toContain(
        'differs at standardContext.extra.client',
      )
    }
  })
})
