import { describe, expect, test, vi } from 'vitest'
import { InternalEventsError } from '../../../src/entries/index.ts'
import * as client from '../src/entries/index.ts'
import { STANDARD_NULLS } from './standard-context-nulls.ts'

vi.resetModules()
const copy = await import('../src/entries/index.ts')

const BRAND = Symbol.for('internal-events/error')

describe('two copies of the package, as of an ES module and CommonJS', () => {
  test('are two', () => {
    expect(copy.ClientError).not.toBe(client.ClientError)
  })

  test("know each other's errors, and no others", () => {
    const error = new copy.ClientError('NOT_DELIVERED', 'Failed to deliver', [])
    expect(error).toBeInstanceOf(client.ClientError)
    expect(error instanceof InternalEventsError).toBe(true)
    expect(error).toMatchObject({ name: 'ClientError', code: 'NOT_DELIVERED' })
    for (const other of [new Error('other'), { [BRAND]: 'ClientError' }, null, undefined, 'text']) {
      expect(other).not.toBeInstanceOf(client.ClientError)
    }
  })

  test('share the context of a request', () => {
    client.withInternalEventContext({ project_id: 2 }, () => {
      expect(copy.currentEventContext()).toEqual({ project_id: 2 })
    })
  })

  test("take each other's properties as they are", () => {
    const properties = new copy.InternalEventAdditionalProperties({ label: 'npm', lang: 'ruby' })
    const track = vi.fn()
    const tracker = { track } as unknown as NonNullable<client.ClientSettings['tracker']>
    new client.InternalEventsClient({ enabled: true, tracker }).trackEvent('pull_package', {
      additionalProperties: properties,
    })
    const standard = {
      ...STANDARD_NULLS,
      environment: 'development',
      source: 'ai-gateway-python',
      extra: { lang: 'ruby' },
    }
    expect(track).toHaveBeenCalledExactlyOnceWith(expect.anything(), [
      { schema: expect.stringContaining('/gitlab_standard/'), data: standard },
      expect.anything(),
    ])
  })
})

test('an error carries the names of its class and of its base, where nobody sees them', () => {
  const error = new client.ClientError('INVALID_SETTING', 'Failed to create the client')
  expect(Object.getOwnPropertyDescriptor(error, BRAND)).toMatchObject({
    value: ['ClientError', 'InternalEventsError'],
    enumerable: false,
  })
})

test('a subclass has instances of its own', () => {
  class Refused extends client.ClientError {}
  class Labelled extends client.InternalEventAdditionalProperties {}
  const error = new client.ClientError('NOT_DELIVERED', 'Failed to deliver')
  expect(error).not.toBeInstanceOf(Refused)
  expect(new Refused('NOT_DELIVERED', 'Failed to deliver')).toBeInstanceOf(Refused)
  expect(new client.InternalEventAdditionalProperties()).not.toBeInstanceOf(Labelled)
  expect(new Labelled()).toBeInstanceOf(client.InternalEventAdditionalProperties)
})
