import { buildStructEvent } from '@snowplow/node-tracker'
import { describe, expect, test } from 'vitest'
import { fakes } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { project, pull, user } from './pull-package.ts'

/** Asymmetric matchers in `.with()`. */
const track = () => pull({ user, project, additionalProperties: { label: 'npm', client: 'cli' } })
const chain = (fields: object, block: () => void = track) =>
  expect(block).toTriggerInternalEvents('pull_package').with(fields)
const any = expect.anything()

/** The part of a message that says where the nearest event differs, and the next step. */
const differing = async (fields: object, block?: () => void) => {
  const message = await messageOf(() => chain(fields, block))
  return message.slice(message.indexOf('differs at'))
}

describe('in an identifier', () => {
  test('they stand for the id, and for fields beside it', async () => {
    await chain({ user: { id: expect.any(Number) }, project })
    await chain({ user: { id: any }, project: { id: any, namespace: { id: any } } })
    await chain({ user, project: { id: 2, namespace: any } })
    await chain({ user, project: { id: 2 }, namespace: { id: expect.any(Number) } })
    await chain({ user: { id: 1, name: expect.stringMatching(/^A/) }, project })
    await chain({ user: { id: 1, name: 'of a model that is compared by its id' }, project })
    await chain({ user: expect.objectContaining({ name: 'Ada' }), project })
    await chain({ user: { id: expect.any(String) } }).never()
    await chain({ user: { id: 1, name: expect.stringMatching(/^B/) } }).never()
    expect(await messageOf(() => chain({ user: { id: any } }).never())).toContain('triggered once.')
  })

  test('a tracker sends ids as text or number, those of users perhaps as digests', async () => {
    const send = (user_id: unknown) => () =>
      fakes.tracker.track(buildStructEvent({ category: 'ci', action: 'pull_package' }), [
        {
          schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
          data: { environment: 'test', user_id },
        },
      ])
    await chain({ user: { id: expect.any(Number) } }, send(5))
    await chain({ user: { id: expect.any(Number) } }, send('5'))
    await chain({ user: { id: expect.any(String) } }, send('5'))
    await chain({ user: { id: expect.any(Number) } }, send('a5')).never()
    await chain({ user: { id: expect.closeTo(6) } }, send('5')).never()
  })

  test('the message names what differs', async () => {
    expect(await differing({ user: { id: expect.any(String) }, project })).toBe(`\
differs at user
      expected: {"id": Any<String>}
      recorded: {"id": 1}

Correct user where the event is tracked, or in .with().`)
    expect(await differing({ user: { id: 1, name: expect.stringMatching(/^B/) }, project })).toBe(`\
differs at user.name
      expected: StringMatching /^B/
      recorded: "Ada"

Correct user.name where the event is tracked, or in .with().`)
    expect(
      await differing({ user: expect.objectContaining({ id: 1, name: 'Bea' }), project }),
    ).toBe(`\
differs at user.name
      expected: "Bea"
      recorded: "Ada"

Correct user.name where the event is tracked, or in .with().`)
    expect(await differing({ user: any, project: any }, () => pull({ user }))).toContain(
      'differs at project\n      expected: Anything\n      recorded: none\n',
    )
  })

  test('the diff shows the fields that are compared', async () => {
    const wanted = { id: any, name: expect.stringMatching(/^B/) }
    const failure = await Promise.resolve(chain({ user: wanted, project })).catch((error) => error)
    expect(failure.actual.user).toEqual({ id: 1, name: 'Ada' })
    expect(failure.expected.user).toEqual(wanted)
    expect(Object.keys(failure.expected.user)).toEqual(['id', 'name'])
    const without = await Promise.resolve(
      chain({ user: wanted }, () => pull({ user: { id: 1 } })),
    ).catch((error) => error)
    expect(without.actual).toStrictEqual({ user: { id: 1 } })
  })
})

describe('a part that is not contained', () => {
  const part = (fields: object) => expect.objectContaining(fields)
  test.each<[string, object, string]>([
    [
      'a property',
      { additionalProperties: part({ client: 'cli', label: expect.stringMatching(/^g/) }) },
      'additionalProperties.label\n      expected: StringMatching /^g/\n      recorded: "npm"\n\nCorrect additionalProperties.label where',
    ],
    [
      'a property that is missing',
      { additionalProperties: part({ property: 'x' }) },
      'additionalProperties.property\n      expected: "x"\n      recorded: none\n\nPass additionalProperties.property where',
    ],
    [
      'a property that should be absent',
      { additionalProperties: part({ label: null }) },
      'additionalProperties.label\n      expected: null\n      recorded: "npm"\n',
    ],
    [
      'several',
      { additionalProperties: part({ label: 'a', client: 'b' }) },
      'additionalProperties.label\n      expected: "a"\n      recorded: "npm"\n    and at additionalProperties.client\n',
    ],
    [
      'a field of a context',
      { standardContext: part({ environment: 'prod' }) },
      'standardContext.environment\n      expected: "prod"\n',
    ],
    [
      'a nested field',
      { standardContext: { extra: part({ client: 'web' }) } },
      'standardContext.extra.client\n      expected: "web"\n      recorded: "cli"\n',
    ],
    [
      'a nested field of an object',
      { standardContext: { extra: { client: 'web' } } },
      'standardContext.extra.client\n      expected: "web"\n      recorded: "cli"\n',
    ],
    [
      'a list of namespaces',
      { featureEnabledByNamespaceIds: expect.arrayContaining([9]) },
      'featureEnabledByNamespaceIds\n      expected: ArrayContaining [9]\n      recorded: none\n',
    ],
    [
      'what another matcher refuses',
      { additionalProperties: expect.not.objectContaining({ label: 'npm' }) },
      'additionalProperties\n      expected: ObjectNotContaining {"label": "npm"}\n      recorded: {"client": "cli", "label": "npm"}\n',
    ],
  ])('%s', async (_name, fields, message) => {
    expect(await differing({ user, project, ...fields })).toContain(`differs at ${message}`)
  })

  test('a part that is contained', async () => {
    await chain({ user, project, additionalProperties: part({ label: 'npm', property: null }) })
    await chain({ user, project, standardContext: part({ extra: { client: 'cli' } }) })
    await chain({ user, project, standardContext: part({ extra: part({}), host_name: null }) })
  })
})

test('a matcher that throws fails with its error', async () => {
  const broken = {
    asymmetricMatch() {
      throw new TypeError('from a matcher')
    },
  }
  for (const fields of [
    { user: broken },
    { user: { id: broken } },
    { additionalProperties: { label: broken, client: 'cli' } },
    { additionalProperties: expect.objectContaining({ label: broken }) },
    { standardContext: { plan: broken } },
  ]) {
    for (const never of [false, true]) {
      const assertion = chain({ project, ...fields })
      expect(await messageOf(() => (never ? assertion.never() : assertion))).toBe('from a matcher')
    }
  }
})
