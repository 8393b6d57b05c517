import { interceptCollector } from 'internal-events-testing/msw'
import { afterAll, expect, test } from 'vitest'
import { gateway } from '../src/gateway'

const intercepted = interceptCollector()
afterAll(() => intercepted.close())

const request = (path: string, method = 'POST') =>
  gateway.request(path, {
    method,
    body: method === 'POST' ? 'What is a fork?' : null,
    headers: { 'X-Gitlab-Instance-Id': 'instance-1', 'X-Gitlab-Realm': 'saas' },
  })

test('an event whose definition lacks internal_events: true', async () => {
  await expect(() => request('/v1/duo_chat'))
    .toTriggerInternalEvents('request_duo_chat')
    .with({
      category: 'ai_gateway.api.v1',
      standardContext: { instance_id: 'instance-1', realm: 'saas' },
    })
    .within(1000)
})

test('events that have no definition', async () => {
  await expect(() => request('/v1/explain_code'))
    .toTriggerInternalEvents('request_explain_code', 'token_usage_explain_code')
    .inOrder()
    .within(1000)
})

test('their properties are compared, though nobody has declared them', async () => {
  await expect(() => request('/v1/duo_chat'))
    .toTriggerInternalEvents('token_usage_duo_chat')
    .with({
      additionalProperties: { label: 'small-model', model_provider: 'example' },
      aiContext: { input_tokens: 15, output_tokens: 26, total_tokens: 41 },
    })
    .within(1000)
})

test('what is stopped asks no model', async () => {
  await expect(() => request('/v1/workflows/7', 'DELETE'))
    .toTriggerInternalEvents('stop_duo_workflow')
    .with({ additionalProperties: { property: '7' } })
    .within(1000)
    .and.not.toTriggerInternalEvents(/^token_usage_/)
})

test('a misspelt name is an error, which suggests defined and allowed ones', () => {
  expect(() => expect(() => {}).toTriggerInternalEvents('token_usge_duo_chat')).toThrow(
    'Failed to find event "token_usge_duo_chat": no definition has this action. Did you mean a name like "token_usage_*", which undefinedEvents allows?',
  )
  expect(() => expect(() => {}).toTriggerInternalEvents('reqest_duo_chat')).toThrow(
    'Did you mean "request_duo_chat"?',
  )
})
