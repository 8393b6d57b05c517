import { type HeaderValues, namespaceIdOf } from './header-values.ts'
import type { InternalEventContext } from './internal-event-context.ts'
import { pythonVersion } from './python-version.ts'
import { type ContextOptions, ownCorrelationId, requestContext } from './request-context.ts'
import type { RequestHeaders } from './request-headers.ts'

const LANGUAGE_SERVER = 'x-gitlab-language-server-version'

/**
 * Reads the context of a call from the metadata of gRPC, as the Duo Workflow Service does: it has
 * headers of its own, and no interface.
 *
 * Source: `InternalEventsInterceptor`, `MetadataContextInterceptor` and `CorrelationIdInterceptor`.
 */
export function contextFromMetadata(
  metadata: RequestHeaders,
  options: ContextOptions,
): InternalEventContext {
  return requestContext(
    metadata,
    'last',
    'duo-workflow-service-python',
    options,
    ({ values, claims, extra }) => {
      const { text } = values
      const isMember = text('x-gitlab-is-a-gitlab-member') || text('x-gitlab-is-team-member')
      const namespaces = 'x-gitlab-feature-enabled-by-namespace-ids'
      return {
        extra: { ...extra, ...languageServer(values) },
        instance_version: text('x-gitlab-version') || null,
        client_version: text('x-gitlab-client-version') || null,
        is_gitlab_team_member: isMember ? isMember.toLowerCase() === 'true' : null,
        feature_enabled_by_namespace_ids: listOf(values.ids(namespaces)),
        ultimate_parent_namespace_id:
          namespaceIdOf(claims.rootNamespaceId) ??
          namespaceIdOf(text('x-gitlab-root-namespace-id')),
        correlation_id:
          text('x-request-id') || text('x-gitlab-correlation-id') || ownCorrelationId(),
        interface: null,
      }
    },
  )
}

function languageServer(values: HeaderValues): { readonly lsp_version?: string } {
  const text = values.text(LANGUAGE_SERVER)
  if (!text) return {}
  const version = pythonVersion(text)
  if (version === undefined) values.dropped(LANGUAGE_SERVER, text, 'a version')
  return { lsp_version: version ?? '0.0.0' }
}

/** An absent list is null there, where the AI gateway has an empty one. */
function listOf(ids: readonly number[]): readonly number[] | null {
  return ids.length > 0 ? [...new Set(ids)] : null
}
