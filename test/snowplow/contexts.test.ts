import { describe, expect, test } from 'vitest'
import {
  aiContext,
  ContextError,
  codeSuggestionsContext,
  servicePingContext,
  standardContext,
  validateContext,
} from '../../src/entries/contexts.ts'

/** The message and the class of what building a context throws. */
function refusalOf(build: () => unknown): string {
  try {
    build()
  } catch (error) {
    expect(error).toBeInstanceOf(ContextError)
    expect(error).toMatchObject({ code: 'INVALID_CONTEXT' })
    return (error as Error).message
  }
  throw new Error('nothing was thrown')
}

describe('builders', () => {
  test('name the schema and keep what they are given', () => {
    expect(standardContext({ environment: 'production', organization_id: 1, own: 'x' })).toEqual({
      schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-8',
      data: { environment: 'production', organization_id: 1, own: 'x' },
    })
    expect(standardContext({ environment: 'x' }, { version: '1-1-7' }).schema).toBe(
      'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
    )
    expect(servicePingContext({ data_source: 'redis', event_name: 'e' })).toEqual({
      schema: 'iglu:com.gitlab/gitlab_service_ping/jsonschema/1-0-1',
      data: { data_source: 'redis', event_name: 'e' },
    })
    expect(codeSuggestionsContext({ language: 'ruby' })).toEqual({
      schema: 'iglu:com.gitlab/code_suggestions_context/jsonschema/1-0-0',
      data: { language: 'ruby' },
    })
  })

  test.each([
    ['1-0-0', 16],
    ['1-0-1', 17],
    ['1-0-2', 23],
  ] as const)(
    'an AI context %s has its %i fields, null where nothing is given',
    (version, count) => {
      const { schema, data } = aiContext({ session_id: '7', cache_read: 0 }, { version })
      expect(schema).toBe(`iglu:com.gitlab/ai_context/jsonschema/${version}`)
      expect(Object.keys(data)).toHaveLength(count)
      expect(data).toMatchObject({ session_id: '7', cache_read: 0, output_tokens: null })
    },
  )
})

describe('what breaks a schema is refused with field, rule and schema', () => {
  test('one field', () => {
    expect(refusalOf(() => aiContext({ session_id: 'x'.repeat(256) }))).toBe(
      'Failed to check the context iglu:com.gitlab/ai_context/jsonschema/1-0-2: $.session_id must NOT have more than 255 characters. Correct this field, or name the version of the schema that has it.',
    )
  })

  test('several', () => {
    expect(refusalOf(() => aiContext({ input_tokens: -1, output_tokens: 1.5 }))).toBe(
      'Failed to check the context iglu:com.gitlab/ai_context/jsonschema/1-0-2: $.input_tokens must be >= 0; $.output_tokens must be integer or null. Correct these fields, or name the version of the schema that has them.',
    )
  })

  test.each([
    [
      '$.cache_creation is not a field',
      () => aiContext({ cache_creation: 1 }, { version: '1-0-0' }),
    ],
    ['$.flow_name is not a field', () => aiContext({ flow_name: 'x' }, { version: '1-0-1' })],
    ['$.agent_type must NOT have more than 64', () => aiContext({ agent_type: 'x'.repeat(65) })],
    ['$.total_tokens must be <= 2147483647', () => aiContext({ total_tokens: 2 ** 31 })],
    ['$.environment is missing', () => standardContext({} as { environment: string })],
    ['$.plan must NOT have', () => standardContext({ environment: 'x', plan: 'x'.repeat(33) })],
    [
      '$.data_source must be one of "redis_hll", "redis"',
      () => servicePingContext({ data_source: 'postgres' as 'redis', event_name: 'e' }),
    ],
    [
      '$.request_counts[0].errors is missing',
      () => codeSuggestionsContext({ request_counts: [{ requests: 1, accepts: 1 } as never] }),
    ],
    [
      '$.language must NOT have more than 32',
      () => codeSuggestionsContext({ language: 'x'.repeat(33) }),
    ],
    ['$.prefix_length must be >= 0', () => codeSuggestionsContext({ prefix_length: -1 })],
  ])('%s', (cause, build) => {
    expect(refusalOf(build)).toContain(cause)
  })
})

test('a service ping without its event is refused, as GitLab does', () => {
  expect(refusalOf(() => servicePingContext({ data_source: 'redis' } as never))).toBe(
    'Failed to check the context iglu:com.gitlab/gitlab_service_ping/jsonschema/1-0-1: event attribute is required. Give event_name.',
  )
})

describe('validateContext', () => {
  const unknown = { schema: 'iglu:com.acme/checkout/jsonschema/1-0-0', data: {} }

  test('lets schemas through that it does not know, unless it is strict', () => {
    validateContext(unknown)
    expect(refusalOf(() => validateContext(unknown, { strict: true }))).toContain(
      '$ has an unknown schema',
    )
  })

  test('data that is no object', () => {
    expect(
      refusalOf(() =>
        validateContext({ schema: 'iglu:com.gitlab/ai_context/jsonschema/1-0-2', data: null }),
      ),
    ).toContain('$ must be object')
  })
})
