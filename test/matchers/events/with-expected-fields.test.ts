import { expect, test, vi } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { project, pull, sendExtra, user } from './pull-package.ts'

test('passes with identifiers by their ids, and the namespace of the project', async () => {
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

test('passes with either zero, of which JSON has one', async () => {
  for (const [value, expected] of [
    [-0, 0],
    [0, -0],
  ] as const) {
    await expect(() =>
      trackInternalEvent('push_package', { user, additionalProperties: { label: 'npm', value } }),
    )
      .toTriggerInternalEvents('push_package')
      .with({ user, additionalProperties: { label: 'npm', value: expected } })
  }
})

test('passes with asymmetric matchers at any depth', async () => {
  await expect(() => pull({ user, project, additionalProperties: { label: 'npm', client: 'cli' } }))
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

test('a number is another value than its text', async () => {
  for (const [tracked, wanted] of [
    ['5', 5],
    [5, '5'],
  ] as const) {
    const message = await messageOf(() =>
      expect(() => pull({ user: null, additionalProperties: { client: tracked } }))
        .toTriggerInternalEvents('pull_package')
        .with({ additionalProperties: { client: wanted } }),
    )
    expect(message).toContain('differs at additionalProperties.client\n')
  }
})

test('passes with category and feature namespaces when they are given', async () => {
  await expect(() => pull({ category: 'Registry', featureEnabledByNamespaceIds: [3] }))
    .toTriggerInternalEvents('pull_package')
    .with({ category: 'Registry', featureEnabledByNamespaceIds: [3] })
  await expect(() => pull({ category: 'Registry', featureEnabledByNamespaceIds: [3] }))
    .toTriggerInternalEvents('pull_package')
    .with({})
})

test('fails with what the runner needs to draw its diff', async () => {
  const error = await Promise.resolve(
    expect(() => pull({ user: { id: 7 } }))
      .toTriggerInternalEvents('pull_package')
      .with({ user }),
  ).catch((thrown) => thrown)
  expect(error).toMatchObject({ actual: { user: { id: 7 } }, expected: { user: { id: 1 } } })
})

test('the diff has the identifiers of both sides, and the namespace of an expected project', async () => {
  const diffOf = async (fields: object) => {
    const { actual, expected } = await Promise.resolve(
      expect(() => pull())
        .toTriggerInternalEvents('pull_package')
        .with(fields),
    ).catch((thrown) => thrown)
    return { actual, expected }
  }
  const actual = { user: { id: 1 }, project: { id: 2 }, namespace: { id: 3 } }
  expect(await diffOf({ user: null })).toStrictEqual({ actual, expected: {} })
  expect(await diffOf({ user, project: { id: 2, namespace: { id: 4 } } })).toStrictEqual({
    actual,
    expected: { ...actual, namespace: { id: 4 } },
  })
})

test('fields are compared as custom testers say', async () => {
  const isAnyCase = (value: unknown) => typeof value === 'string' && /^any case/i.test(value)
  const isOdd = (value: unknown) => (value as { client?: string } | null)?.client === 'odd'
  expect.addEqualityTesters([
    (one, other) =>
      isAnyCase(one) && isAnyCase(other)
        ? String(one).toLowerCase() === String(other).toLowerCase()
        : undefined,
    (one, other) => (isOdd(one) && isOdd(other) ? false : undefined),
  ])
  const claim = (tracked: object, wanted: object) =>
    expect(() => pull({ user: null, ...tracked }))
      .toTriggerInternalEvents('pull_package')
      .with(wanted)
  await claim({ category: 'any case: a' }, { category: 'Any case: A' })
  await claim({ category: 'any case: a' }, { category: 'Any case: B' }).never()
  const odd = { additionalProperties: { client: 'odd' } }
  expect(await messageOf(() => claim(odd, odd))).toContain('differs at additionalProperties\n')
})

test('the diff of a failure shortens identifiers alone, not a property that is called id', async () => {
  const additionalProperties = { id: 'x', label: 'maven' }
  const error = await Promise.resolve(
    expect(() => sendExtra({ id: 'y' }))
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

.with() leaves project out, so the event must not have one. Add project to .with(), or accept any with project: expect.anything().`,
  ],
  [
    'an identifier that .with() was given as undefined',
    { user },
    { user: undefined },
    `    differs at user
      expected: none
      recorded: {"id": 1}

.with() was given user: undefined, which stands for none. It is read when .with() is called: give user its value before the assertion, or accept any with user: expect.anything().`,
  ],
  [
    'an identifier that .with() was given as null',
    { user, project },
    { user, project, namespace: null },
    `    differs at namespace
      expected: none
      recorded: {"id": 3}

.with() was given namespace: null, so the event must not have one. Leave namespace out where the event is tracked, or accept any with namespace: expect.anything().`,
  ],
  [
    'a namespace that .with() leaves out',
    { user, namespace: { id: 3 } },
    { user },
    `    differs at namespace
      expected: none
      recorded: {"id": 3}

.with() leaves namespace out, so the event must have that of its project, and .with() gives none. Add namespace to .with(), or accept any with namespace: expect.anything().`,
  ],
  [
    'features that .with() was given as null',
    { user: null, featureEnabledByNamespaceIds: [3] },
    { featureEnabledByNamespaceIds: null },
    `    differs at featureEnabledByNamespaceIds
      expected: none
      recorded: [3]

.with() was given featureEnabledByNamespaceIds: null, so the event must not have one. Leave featureEnabledByNamespaceIds out where the event is tracked, or accept any with featureEnabledByNamespaceIds: expect.anything().`,
  ],
  [
    'a property that .with() was given as undefined',
    { additionalProperties: { label: 'npm' } },
    { additionalProperties: { label: undefined } },
    `    differs at additionalProperties.label
      expected: none
      recorded: "npm"

.with() was given label: undefined, which stands for none. It is read when .with() is called: give label its value before the assertion, or accept any with label: expect.anything().`,
  ],
  [
    'a property that .with() was given as null',
    { additionalProperties: { label: 'npm' } },
    { additionalProperties: { label: null } },
    `    differs at additionalProperties.label
      expected: none
      recorded: "npm"

.with() was given label: null, so the event must not have one. Leave label out where the event is tracked, or accept any with label: expect.anything().`,
  ],
  [
    'an identifier that is missing',
    { user: null },
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
    { user: null, category: 'Registry' },
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
    { user: null },
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
    `    differs at additionalProperties.label
      expected: "maven"
      recorded: "npm"

Correct additionalProperties.label where the event is tracked, or in .with().`,
  ],
]

test.each(fields)('the message of a failure tells of %s', async (_name, tracked, expected, end) => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const message = await messageOf(() =>
    expect(() => pull(tracked))
      .toTriggerInternalEvents('pull_package')
      .with(expected),
  )
  expect(message.slice(message.indexOf('    differs at'))).toBe(end)
  vi.restoreAllMocks()
})

test('the argument is kept as it was when .with() was called', async () => {
  const tracking = (id: number) => () =>
    pull({ user: { id }, additionalProperties: { label: 'x' } })
  const expected = { user: { id: 1 }, additionalProperties: { label: 'x' } }
  const claims = [1, 2, 3].map((id) => {
    expected.user.id = id
    return expect(tracking(3)).toTriggerInternalEvents('pull_package').with(expected)
  })
  expected.additionalProperties.label = 'y'
  const results = await Promise.allSettled(claims)
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])

  class Model {
    id = 0
    namespace?: Model
  }
  const modelOf = (fields: Partial<Model>) => Object.assign(new Model(), fields)
  const models = [
    modelOf({ id: 1 }),
    modelOf({ id: 2, namespace: modelOf({ id: 3 }) }),
    modelOf({ id: 4 }),
  ] as const
  const [owner, project, namespace] = models
  const ids = [5]
  const kept = [
    { user: owner, project, featureEnabledByNamespaceIds: ids },
    { user: owner, project, namespace, featureEnabledByNamespaceIds: ids },
  ].map((fields) =>
    expect(() =>
      pull({
        user: { id: 1 },
        project: { id: 2, namespace: { id: 3 } },
        ...('namespace' in fields && { namespace: { id: 4 } }),
        featureEnabledByNamespaceIds: [5],
      }),
    )
      .toTriggerInternalEvents('pull_package')
      .with(fields),
  )
  ids.push(6)
  for (const each of [...models, project.namespace as Model]) each.id += 10
  await Promise.all(kept)

  const model: { id: number | undefined } = { id: 1 }
  const remove = async () => {
    tracking(1)()
    await Promise.resolve()
    model.id = undefined
  }
  await expect(remove)
    .toTriggerInternalEvents('pull_package')
    .with({ user: model as { id: number }, additionalProperties: expect.anything() })

  const html = '<i data-event-tracking="pull_package" data-event-label="x"></i>'
  const attributes = { additionalProperties: { label: 'x' } }
  const claim = expect(html).toTriggerInternalEvents('pull_package').with(attributes)
  attributes.additionalProperties.label = 'y'
  await claim
})
