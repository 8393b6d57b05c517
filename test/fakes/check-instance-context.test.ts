import { describe, expect, test } from 'vitest'
import { createInternalEvents, setInstanceContext } from '../../src/entries/index.ts'

const MISUSES = [
  [
    { userIDSalt: 'key' },
    'Failed to set the context of the instance: no context has the field "userIDSalt". Did you mean "userIdSalt"?',
  ],
  [
    { hostname: 'gitlab.example.com' },
    'Failed to set the context of the instance: no context has the field "hostname". Did you mean "host_name"?',
  ],
  [
    { userIdSalt: 5 as never },
    'Failed to set the context of the instance: userIdSalt is not a string. Pass db_key_base of the instance, or leave it out.',
  ],
] as const

describe.each(MISUSES)('%o is refused', (context, message) => {
  const refused = expect.objectContaining({ code: 'INVALID_INSTANCE_CONTEXT', message })

  test('for the test', () => {
    expect(() => setInstanceContext(context)).toThrow(refused)
  })

  test('for a set of its own', () => {
    expect(() => createInternalEvents({ context })).toThrow(refused)
  })
})

test('fields that a service adds are taken', () => {
  expect(() => setInstanceContext({ merge_request_url: null, region: 'eu' })).not.toThrow()
})
