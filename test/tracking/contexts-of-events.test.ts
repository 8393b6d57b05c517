import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createInternalEvents, trackInternalEvent } from '../../src/entries/index.ts'
import { contextsOf } from './contexts-of.ts'
import { fixTime } from './fix-time.ts'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }

fixTime()

test('an event carries the standard context and that of the service ping', () => {
  trackInternalEvent('pull_package', {
    user,
    project,
    featureEnabledByNamespaceIds: [3],
    additionalProperties: { label: 'npm', client: 'cli' },
  })
  expect(contextsOf()).toEqual({
    gitlab_standard: {
      schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
      data: {
        environment: 'development',
        source: 'gitlab-rails',
        correlation_id: null,
        plan: 'free',
        extra: { client: 'cli' },
        user_id: createHash('sha256').update('1').digest('base64'),
        global_user_id: null,
        user_type: null,
        is_gitlab_team_member: null,
        namespace_id: 3,
        ultimate_parent_namespace_id: null,
        project_id: 2,
        feature_enabled_by_namespace_ids: [3],
        realm: 'self-managed',
        deployment_type: 'self-managed',
        instance_id: null,
        unique_instance_id: null,
        host_name: null,
        instance_version: null,
        context_generated_at: '2026-02-13T12:00:00.000Z',
      },
    },
    gitlab_service_ping: {
      schema: 'iglu:com.gitlab/gitlab_service_ping/jsonschema/1-0-1',
      data: { data_source: 'redis_hll', event_name: 'pull_package' },
    },
  })
})

test('Duo events with custom properties alone carry the AI context', () => {
  trackInternalEvent('summarize_package', {
    user,
    additionalProperties: { label: 'npm', session_id: 's1', total_tokens: 20 },
  })
  trackInternalEvent('summarize_package', { user, additionalProperties: { label: 'npm' } })
  const ai = contextsOf(0)['ai_context']
  expect(ai?.schema).toBe('iglu:com.gitlab/ai_context/jsonschema/1-0-2')
  expect(ai?.data).toMatchObject({ session_id: 's1', total_tokens: 20, model_name: null })
  expect(Object.keys(ai?.data ?? {})).toHaveLength(23)
  expect(contextsOf(1)['ai_context']).toBeUndefined()
})

test('GitLab.com sends ids as they are, and an installation may say what it is', () => {
  const set = createInternalEvents({ context: { realm: 'saas', environment: 'production' } })
  set.trackInternalEvent('pull_package', { user })
  const cx = set.journal.events[0]?.payload?.['cx'] as string
  const [standard] = JSON.parse(Buffer.from(cx, 'base64url').toString()).data
  expect(standard.data).toMatchObject({ user_id: 1, realm: 'saas', environment: 'production' })
})
