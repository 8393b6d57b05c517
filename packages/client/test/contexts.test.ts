import { expect, test } from 'vitest'
import * as checked from '../../../src/entries/contexts.ts'
import * as client from '../src/entries/contexts.ts'

test('builders name the schema, and keep what they are given', () => {
  const standard = { environment: 'production', organization_id: 1, own: 'x' }
  expect(client.standardContext(standard)).toEqual({
    schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-8',
    data: standard,
  })
  expect(client.standardContext(standard, { version: '1-1-7' }).schema).toBe(
    'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
  )
  expect(client.servicePingContext({ data_source: 'redis', event_name: 'e' })).toEqual({
    schema: 'iglu:com.gitlab/gitlab_service_ping/jsonschema/1-0-1',
    data: { data_source: 'redis', event_name: 'e' },
  })
  expect(client.codeSuggestionsContext({ language: 'ruby' })).toEqual({
    schema: 'iglu:com.gitlab/code_suggestions_context/jsonschema/1-0-0',
    data: { language: 'ruby' },
  })
})

test.each([
  [
    '1-0-0',
    `session_id workflow_id flow_type agent_name agent_type input_tokens output_tokens total_tokens
    ephemeral_5m_input_tokens ephemeral_1h_input_tokens cache_read model_engine model_name
    model_provider flow_version flow_registry_version`,
  ],
  [
    '1-0-1',
    `session_id workflow_id flow_type agent_name agent_type input_tokens output_tokens total_tokens
    ephemeral_5m_input_tokens ephemeral_1h_input_tokens cache_read model_engine model_name
    model_provider flow_version flow_registry_version cache_creation`,
  ],
  [
    '1-0-2',
    `session_id workflow_id flow_type item_type item_version item_schema_version flow_name
    component_name agent_name agent_type custom_item_id input_tokens output_tokens total_tokens
    ephemeral_5m_input_tokens ephemeral_1h_input_tokens cache_read cache_creation model_engine
    model_name model_provider flow_version flow_registry_version`,
  ],
] as const)('an AI context %s has its fields in order, and no others', (version, fields) => {
  const { schema, data } = client.aiContext(
    { session_id: '7', cache_read: 0, own: 1 } as client.AiContextFields,
    { version },
  )
  expect(schema).toBe(`iglu:com.gitlab/ai_context/jsonschema/${version}`)
  expect(Object.keys(data)).toEqual(fields.split(/\s+/))
  expect(data).toMatchObject({ session_id: '7', cache_read: 0, output_tokens: null })
})

test('what they build is what the builders of the testing package build and check', () => {
  const ai = { session_id: '7', total_tokens: 2300 }
  expect(client.aiContext(ai)).toEqual(checked.aiContext(ai))
  expect(client.aiContextData(ai)).toEqual(checked.aiContext(ai).data)
  const standard = { environment: 'production', project_id: 2 }
  expect(client.standardContext(standard)).toEqual(checked.standardContext(standard))
})

test('schemas are known by their context, whatever their version', () => {
  expect(client.contextSchema('gitlab_standard', '1-1-7')).toBe(
    'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
  )
  expect(client.isSchemaOf('ai_context', 'iglu:com.gitlab/ai_context/jsonschema/9-0-0')).toBe(true)
  expect(client.isSchemaOf('ai_context', 'iglu:com.gitlab/ai_contexts/jsonschema/1-0-2')).toBe(
    false,
  )
})
