import { buildStructEvent } from '@snowplow/node-tracker'
import { describe, expect, test, vi } from 'vitest'
import { fakes, trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'
import { pull, sendExtra } from './pull-package.ts'

/** What `.with()` can never find is an error, negated or not. */
const START = 'Failed to check expect(block).toTriggerInternalEvents("pull_package").with(): '
const FILE = 'examples/package-registry/config/events'
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
    [
      expect.objectContaining({ cleint: 'cli' }),
      '"pull_package" does not declare the property "cleint". Did you mean "client"?',
    ],
    [
      { label: 5 },
      'additionalProperties.label should be a string, but is 5. Correct it, or leave it out of .with().',
    ],
    [
      { value: '3' },
      'additionalProperties.value should be a finite number, but is "3". Correct it, or leave it out of .with().',
    ],
    [
      { label: expect.any(Number) },
      'additionalProperties.label is never of the type that is expected. Correct it, or leave it out of .with().',
    ],
  ])('%o', (properties, cause) => {
    expect(misuseOf(() => chain(properties))).toBe(`${START}${cause}`)
  })

  test.each<[string, unknown, string]>([
    ['a list', [], 'it takes an object of fields'],
    [
      'a pattern for the category',
      { category: /Web/ },
      'category should be a string, but is a regular expression. Write expect.stringMatching(/Web/).',
    ],
    ['a category that is null', { category: null }, 'category should be a string, but is null.'],
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
  ])('%s', (_name, fields, cause) => {
    const subject = () => expect(() => {}).toTriggerInternalEvents('pull_package')
    expect(misuseOf(() => subject().with(fields as never))).toContain(START + cause)
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
      expect(await messageOf(() => chain(properties, block).never())).toBe(`${START}${cause}`)
    }
  })

  test('a built-in property that the back end drops, since the event does not declare it', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const drop = () => trackInternalEvent('pull_package', { additionalProperties: { value: 3 } })
    for (const never of [true, false]) {
      const assertion = chain({ value: 3 }, drop)
      expect(await messageOf(() => (never ? assertion.never() : assertion))).toBe(
        `${START}"pull_package" does not declare the property "value", so the back end drops it. Declare it under additional_properties in ${FILE}/pull_package.yml:4, or leave it out of .with().`,
      )
    }
    vi.restoreAllMocks()
  })
})

describe('a tracker of its own is not bound by the definition', () => {
  const send = () =>
    fakes.tracker.track(buildStructEvent({ category: 'ci', action: 'pull_package', value: 3 }))

  test('its properties are compared', async () => {
    await chain({ value: 3 }, send)
    await chain({ value: 4 }, send).never()
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
    await expect(() => pull({}))
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
