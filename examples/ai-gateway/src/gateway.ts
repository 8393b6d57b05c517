import { Hono } from 'hono'
import { honoEventContext } from 'internal-events-client'
import { internalEvents } from './events'
import { ask } from './model'

/** The AI gateway in small: it answers for GitLab, and tracks what it is asked. */
export const gateway = new Hono()
gateway.use(honoEventContext({ environment: 'production', logger: { warn() {} } }))

gateway.post('/v1/:unitPrimitive', async (context) => {
  const unitPrimitive = context.req.param('unitPrimitive')
  internalEvents.trackEvent(`request_${unitPrimitive}`, { category: 'ai_gateway.api.v1' })
  const answer = ask(await context.req.text())
  internalEvents.trackEvent(`token_usage_${unitPrimitive}`, {
    category: 'ai_gateway.models',
    additionalProperties: { label: 'small-model', model_provider: 'example' },
    input_tokens: answer.inputTokens,
    output_tokens: answer.outputTokens,
    total_tokens: answer.inputTokens + answer.outputTokens,
  })
  return context.text(answer.text)
})

gateway.delete('/v1/workflows/:id', (context) => {
  internalEvents.trackEvent('stop_duo_workflow', {
    category: 'duo_workflow_service.server',
    additionalProperties: { property: context.req.param('id') },
  })
  return context.body(null, 204)
})
