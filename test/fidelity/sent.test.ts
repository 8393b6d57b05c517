import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { InMemoryAiUsageEventStore } from '../../src/entries/ai-usage-events.ts'
import {
  createInternalEvents,
  type InstanceContext,
  setInstanceContext,
  trackInternalEvent,
} from '../../src/entries/index.ts'
import { contextsOf } from '../tracking/contexts-of.ts'
import { fixTime } from '../tracking/fix-time.ts'

fixTime()

const user = { id: 1 }
const SALT = 'a key of thirty-two characters..'

/** The digest of the id with the key behind it, as `Digest::SHA256.base64digest("#{value}#{salt}")`. */
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64')

describe('the standard context (tracking/standard_context.rb)', () => {
  test('has all fields of the real one, in its order; null where nothing tells them', () => {
    trackInternalEvent('pull_package', { user })
    const data = contextsOf()['gitlab_standard']?.data
    expect(Object.entries(data ?? {})).toEqual([
      ['environment', 'development'],
      ['source', 'gitlab-rails'],
      ['correlation_id', null],
      ['plan', 'free'],
      ['extra', {}],
      ['user_id', hashOf('1')],
      ['global_user_id', null],
      ['user_type', null],
      ['is_gitlab_team_member', null],
      ['namespace_id', null],
      ['ultimate_parent_namespace_id', null],
      ['project_id', null],
      ['feature_enabled_by_namespace_ids', null],
      ['realm', 'self-managed'],
      ['deployment_type', 'self-managed'],
      ['instance_id', null],
      ['unique_instance_id', null],
      ['host_name', null],
      ['instance_version', null],
      ['context_generated_at', '2026-02-13T12:00:00.000Z'],
    ])
  })

  test('takes fields from the context of the instance', () => {
    const context = {
      correlation_id: 'c-1',
      host_name: 'gitlab.example.com',
      is_gitlab_team_member: true,
      ultimate_parent_namespace_id: 9,
    }
    setInstanceContext(context)
    trackInternalEvent('pull_package', { user })
    expect(contextsOf()['gitlab_standard']?.data).toMatchObject(context)
  })

  test.each<[string, InstanceContext, unknown]>([
    ['salted, self-managed', { userIdSalt: SALT }, hashOf(`1${SALT}`)],
    ['salted, dedicated', { userIdSalt: SALT, realm: 'dedicated' }, hashOf(`1${SALT}`)],
    [
      'with a key of which 32 bytes count',
      { userIdSalt: `${'ä'.repeat(16)}0` },
      hashOf(`1${'ä'.repeat(16)}`),
    ],
    ['with a key that is null', { userIdSalt: null }, hashOf('1')],
    ['as it is, on GitLab.com', { userIdSalt: SALT, realm: 'saas' }, 1],
    ['without the salt of an instance', {}, hashOf('1')],
  ])('has the id of the user %s (crypto_helper.rb)', (_rule, context, id) => {
    const set = createInternalEvents({ context })
    set.trackInternalEvent('pull_package', { user })
    const [standard] = set.journal.events[0]?.contexts ?? []
    expect(standard?.data).toMatchObject({ user_id: id })
    expect(standard?.data).not.toHaveProperty('userIdSalt')
  })
})

describe('extras of AI usage events (tracking/ai_tracking.rb)', () => {
  test.each([
    [
      'start_mcp_tool_call',
      { session_id: 's' },
      {
        session_id: 's',
        tool_name: null,
        has_tool_call_success: null,
        failure_reason: null,
        error_status: null,
      },
    ],
    [
      'agent_platform_session_created',
      { label: 'chat' },
      { project_id: null, session_id: null, flow_type: 'chat', environment: null },
    ],
    [
      'troubleshoot_job',
      { job: { id: 5, project: { id: 4 } } },
      { job_id: 5, project_id: 4, pipeline_id: null, merge_request_id: null },
    ],
    // Its transformation takes a slice of what is given.
    ['code_suggestion_shown_in_ide', { language: 'ruby' }, { language: 'ruby' }],
  ])('%s', (name, context, extras) => {
    const store = new InMemoryAiUsageEventStore()
    store.trackEvent(name, { user, ...context })
    expect(store.events[0]?.payload).toStrictEqual(extras)
  })
})
