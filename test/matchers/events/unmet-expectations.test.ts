import { buildStructEvent } from '@snowplow/node-tracker'
import { describe, expect, test, vi } from 'vitest'
import { fakes, InternalEvents, trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'
import { pull, sendExtra } from './pull-package.ts'

/** An expectation that `.with()` can never find is an error, negated or not. */
const START = 'Failed to check expect(block).toTriggerInternalEvents("pull_package").with(…): '
const NEVER_START = START.replace('.with(…)', '.with(…).never()')
const NEVER = 'is never of the type that is expected. '
const FILE = 'examples/package-registry/config/events'
const ring: { self?: object } = {}
ring.self = ring
const chain = (properties: unknown, block: () => void = () => {}) =>
  expect(block)
    .toTriggerInternalEvents('pull_package')
    .with({ additionalProperties: properties as Record<string, unknown> })

describe('on the spot', () => {
  test.each<[unknown, string]>([
    [
      { lable: 'npm' },
      '"pull_package" does not declare the property "lable". Did you mean "label"?',
    ],
    [{ vlaue: 3 }, '"pull_package" does not declare the property "vlaue". Did you mean "value"?'],
    [
      expect.objectContaining({ cleint: 'cli' }),
      '"pull_package" does not declare the property "cleint". Did you mean "client"?',
    ],
    [
      { label: 5 },
      'additionalProperties.label should be a string, but is 5. Correct it, or leave it out of .with().',
    ],
    [
      { label: Number.NaN },
      'additionalProperties.label should be a string, but is NaN. Correct it, or leave it out of .with().',
    ],
    [
      { value: Number.POSITIVE_INFINITY },
      'additionalProperties.value should be a finite number, but is Infinity. Correct it, or leave it out of .with().',
    ],
    [
      { label: new Date(0) },
      'additionalProperties.label should be a string, but is another object. Correct it, or leave it out of .with().',
    ],
    [
      { label: Symbol('a') },
      'additionalProperties.label should be a string, but is a symbol. Correct it, or leave it out of .with().',
    ],
    [
      { value: expect.any(Boolean) },
      'additionalProperties.value is never of the type that is expected. Correct it, or leave it out of .with().',
    ],
    [
      { label: expect.closeTo(3) },
      'additionalProperties.label is never of the type that is expected. Correct it, or leave it out of .with().',
    ],
    [
      { label: expect.objectContaining({ length: 3 }) },
      'additionalProperties.label is never of the type that is expected. Correct it, or leave it out of .with().',
    ],
    [
      { label: expect.any(Number) },
      'additionalProperties.label is never of the type that is expected. Correct it, or leave it out of .with().',
    ],
  ])('%o', (properties, cause) => {
    expect(misuseOf(() => chain(properties), 'INVALID_EXPECTATION')).toBe(`${START}${cause}`)
  })

  test.each<[string, unknown, string]>([
    ['a list', [], 'it takes an object of fields'],
    ['a map', new Map([['user', { id: 1 }]]), 'it takes an object of fields'],
    [
      'a pattern for the category',
      { category: /Web/ },
      'category should be a string, but is a regular expression. Write expect.stringMatching(/Web/).',
    ],
    [
      'a category that is null',
      { category: null },
      'category should be a string, but is null. Pass the category, or expect.stringMatching(/…/).',
    ],
    [
      'a category that is a number',
      { category: 1 },
      'category should be a string, but is of type number.',
    ],
    [
      'namespaces that are no list',
      { featureEnabledByNamespaceIds: 3 },
      'featureEnabledByNamespaceIds should be an array. Pass the ids that are tracked, or expect.arrayContaining([…]).',
    ],
    [
      'properties of another type',
      { additionalProperties: expect.any(Array) },
      `additionalProperties ${NEVER}`,
    ],
    ['a context of another type', { aiContext: expect.any(String) }, `aiContext ${NEVER}`],
    [
      'data of another type',
      { contexts: [{ schema: expect.anything(), data: expect.stringContaining('a') }] },
      `contexts[0].data ${NEVER}`,
    ],
    ['a category of another type', { category: expect.any(Number) }, `category ${NEVER}`],
    [
      'namespaces of another type',
      { featureEnabledByNamespaceIds: expect.stringContaining('3') },
      `featureEnabledByNamespaceIds ${NEVER}`,
    ],
    ...[String, Number, BigInt, Boolean, Symbol, Function, Array].map(
      (type): [string, unknown, string] => [
        `a user of the type ${type.name}`,
        { user: expect.any(type) },
        `user ${NEVER}`,
      ],
    ),
    ['a user that is a list', { user: expect.arrayContaining([1]) }, `user ${NEVER}`],
    ['a user that is a number', { user: expect.closeTo(5) }, `user ${NEVER}`],
    ['an id that is none', { user: { id: Number.NaN } }, 'user.id is NaN, which no user has. Pass'],
    [
      'an id that has no end',
      { project: { id: Number.POSITIVE_INFINITY } },
      'project.id is Infinity, which no project has. Pass the project that is tracked',
    ],
    ['an id of a part', { user: expect.objectContaining({ id: Number.NaN }) }, 'user.id is NaN'],
    ['an id of another type', { user: { id: expect.any(Boolean) } }, `user.id ${NEVER}`],
    [
      'a part with an id that is none',
      { user: expect.objectContaining({ id: null }) },
      'user should be an object with an id (a string or a number). Pass the user',
    ],
    [
      'a namespace of the project without an id',
      { project: { id: 2, namespace: {} } },
      'project.namespace should be an object with an id (a string or a number). Pass the namespace',
    ],
    [
      'a part that is undefined',
      { additionalProperties: expect.objectContaining({ label: undefined }) },
      'additionalProperties.label is undefined, so expect.objectContaining() does not say what to look for. Leave it out, or expect null for none.',
    ],
    [
      'a part of a context that is undefined',
      { standardContext: expect.objectContaining({ plan: undefined }) },
      'standardContext.plan is undefined, so expect.objectContaining() does',
    ],
    [
      'a field of a context that no JSON holds',
      { standardContext: { extra: { at: [new Date(0)] } } },
      'standardContext.extra is or holds a value that is not JSON, as contexts are. Expect it as it is sent: text, a finite number, a boolean, null, lists or objects.',
    ],
    [
      'a field of a context that holds itself',
      { standardContext: { extra: ring } },
      'standardContext.extra is or holds a value that is not JSON',
    ],
    [
      'a field of a context with one value among others that no JSON holds',
      { standardContext: { extra: { client: 'cli', at: () => {} } } },
      'standardContext.extra is or holds a value that is not JSON',
    ],
    [
      'an integer that JSON holds as a number',
      { standardContext: { extra: { client: 5n } } },
      'standardContext.extra is or holds a value that is not JSON',
    ],
    [
      'a number that no JSON holds',
      { contexts: [{ schema: 'iglu:a/b/jsonschema/1-0-0', data: { n: Number.NaN } }] },
      'contexts[0].data.n is or holds a value that is not JSON',
    ],
    [
      'a schema that is not a URI',
      { contexts: [{ schema: 'ai_context' }] },
      "contexts[0].schema is not the URI of a schema. Write it as in 'iglu:com.gitlab/ai_context/jsonschema/1-0-2', or use a matcher of text.",
    ],
    [
      'a schema of another type',
      { contexts: [{ schema: expect.any(Number) }] },
      'contexts[0].schema is not the URI of a schema.',
    ],
  ])('%s', (_name, fields, cause) => {
    const subject = () => expect(() => {}).toTriggerInternalEvents('pull_package')
    expect(misuseOf(() => subject().with(fields as never), 'INVALID_EXPECTATION')).toContain(
      START + cause,
    )
  })

  test('not what an event can meet', async () => {
    class User {
      id = 1
    }
    const track = () =>
      trackInternalEvent('pull_package', {
        user: new User(),
        category: 'Web',
        featureEnabledByNamespaceIds: [3],
      })
    for (const fields of [
      { user: expect.any(User) },
      { user: expect.any(Object), additionalProperties: expect.any(Object), aiContext: null },
      { user: expect.anything(), category: expect.not.stringContaining('x') },
      { user: { id: 1, namespace: {} }, featureEnabledByNamespaceIds: [3] },
      { user: { id: expect.closeTo(1) }, featureEnabledByNamespaceIds: expect.any(Array) },
      { user: expect.objectContaining({ id: 1 }), standardContext: { plan: expect.anything() } },
    ]) {
      await expect(track).toTriggerInternalEvents('pull_package').with(fields)
    }
    await expect(track)
      .toTriggerInternalEvents('pull_package')
      .with({ user: { id: '' } })
      .never()
  })
})

describe('with the verdict', () => {
  test.each<[unknown, string]>([
    [
      { shop: 'x' },
      `"pull_package" does not declare the property "shop". Declare it under additional_properties in ${FILE}/pull_package.yml:4, or leave it out of .with().`,
    ],
    [
      { client: true },
      'additionalProperties.client should be a string or a finite number, but is a boolean. Correct it, or leave it out of .with().',
    ],
    [
      { client: expect.any(Array) },
      'additionalProperties.client is never of the type that is expected. Correct it, or leave it out of .with().',
    ],
  ])('%o', async (properties, cause) => {
    for (const block of [() => {}, pull]) {
      expect(await messageOf(() => chain(properties, block))).toBe(`${START}${cause}`)
      expect(await messageOf(() => chain(properties, block).never())).toBe(`${NEVER_START}${cause}`)
    }
  })

  test('a built-in property that the back end drops, since the event does not declare it', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const drop = () =>
      trackInternalEvent('pull_package', { user: null, additionalProperties: { value: 3 } })
    for (const never of [true, false]) {
      const assertion = chain({ value: 3 }, drop)
      expect(await messageOf(() => (never ? assertion.never() : assertion))).toBe(
        `${never ? NEVER_START : START}"pull_package" does not declare the property "value", so the back end drops it. Declare it under additional_properties in ${FILE}/pull_package.yml:4, or leave it out of .with().`,
      )
    }
    await chain({ value: null }, () => pull({ user: null }))
    vi.restoreAllMocks()
  })
})

describe('a tracker of its own is not bound by the definition', () => {
  const send = () =>
    fakes.tracker.track(buildStructEvent({ category: 'ci', action: 'pull_package', value: 3 }))

  test('a property of an event of another name tells nothing', async () => {
    const other = () =>
      fakes.tracker.track(buildStructEvent({ category: 'ci', action: 'push_package' }), [
        {
          schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
          data: { environment: 'test', extra: { shop: 'x' } },
        },
      ])
    expect(await messageOf(() => chain({ shop: 'x' }, other).never())).toContain(
      '"pull_package" does not declare the property "shop".',
    )
  })

  test('its properties are compared', async () => {
    await chain({ value: 3 }, send)
    await chain({ value: 4 }, send).never()
    await chain({ value: 3 }, () => [pull({ user: null }), send()])
    await chain({ shop: 'x', client: true }, () => sendExtra({ shop: 'x', client: true }))
    await chain({ shop: 'y' }, () => sendExtra({ shop: 'x' })).never()
    await chain({ value: 3 }, () => void setTimeout(send, 10)).within(5000)
    await chain({ shop: 'x' }, () => void setTimeout(() => sendExtra({ shop: 'x' }), 10)).within(
      5000,
    )
  })

  test('a built-in property may come by one, so nothing refuses it where nothing came', async () => {
    await chain({ value: 3 }).never()
    expect(await messageOf(() => chain({ value: 3 }))).toContain('triggered no internal events')
  })
})

describe('a value that is an id, which services send by a tracker of their own,', () => {
  const send = (value: unknown) =>
    fakes.tracker.track(
      buildStructEvent({ category: 'ci', action: 'pull_package', value: value as number }),
    )

  test.each(['flow-7', '0x10', 'Infinity', '5f3b9c1e-7f0a-4d0e-9f55-0a3d7f1f9c11'])(
    'is recorded as it was given: %s',
    async (id) => {
      await chain({ value: id }, () => send(id))
      await chain({ value: expect.stringContaining(id) }, () => send(id))
      await chain({ value: `${id}!` }, () => send(id)).never()
      await chain({ value: Number.MAX_VALUE }, () => send(id)).never()
      expect(fakes.journal.events[0]?.additionalProperties).toEqual({ value: id })
    },
  )

  test.each([
    ['-1.5e3', -1500],
    ['12345678901234567890', 12345678901234567000],
    ['null', undefined],
  ])('is one that the pipeline does not read as a number: not %s', (text, value) => {
    send(text)
    expect(fakes.journal.events[0]?.additionalProperties).toEqual({ value })
  })

  test('is refused where only the back end sent the event', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const back = () =>
      trackInternalEvent('pull_package', { user: null, additionalProperties: { value: 3 } })
    const front = () => InternalEvents.trackEvent('pull_package', { value: 3 })
    for (const block of [back, front]) {
      for (const [value, cause] of [
        ['3', 'additionalProperties.value should be a finite number, but is "3".'],
        [expect.stringMatching(/3/), 'additionalProperties.value is never of the type that is'],
      ]) {
        expect(await messageOf(() => chain({ value }, block))).toContain(`${START}${cause}`)
        expect(await messageOf(() => chain({ value }, block).never())).toContain(
          `${NEVER_START}${cause}`,
        )
      }
    }
    vi.restoreAllMocks()
  })

  test('may come, so nothing refuses it where nothing came', async () => {
    await chain({ value: 'flow-7' }).never()
    expect(await messageOf(() => chain({ value: 'flow-7' }))).toContain(
      'triggered no internal events',
    )
  })
})

describe('null is absent', () => {
  const label = (value: string | null) =>
    trackInternalEvent('pull_package', { additionalProperties: { label: value, client: 'cli' } })

  test('recorded and expected', async () => {
    await chain({ client: 'cli' }, () => label(null))
    await chain({ label: null, client: 'cli' }, () => label(null))
    await chain({ label: undefined, client: 'cli', property: null }, () => label(null))
    await chain(expect.objectContaining({ label: null }), () => label(null))
    await chain({ shop: null, label: 'x' }, () => sendExtra({ shop: null }, 'x'))
    await chain({ label: 'x' }, () => sendExtra({ shop: null }, 'x'))
    await expect(() => pull({ user: null }))
      .toTriggerInternalEvents('pull_package')
      .with({ featureEnabledByNamespaceIds: null, user: null })
  })

  test('and differs from a value', async () => {
    expect(
      await messageOf(() => chain({ label: null, client: 'cli' }, () => label('npm'))),
    ).toContain(
      'differs at additionalProperties.label\n      expected: none\n      recorded: "npm"',
    )
  })
})
