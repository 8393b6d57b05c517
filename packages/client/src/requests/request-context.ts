import { clientIdentity } from './client-identity.ts'
import { HeaderValues } from './header-values.ts'
import { type InternalEventContext, withDefaults } from './internal-event-context.ts'
import { checkedClaims, type RequestClaims } from './request-claims.ts'
import { headerFinder, type RequestHeaders } from './request-headers.ts'
import { throttledWarnings, type WarningLogger } from './throttled-warnings.ts'
import { trackingContext } from './tracking-context.ts'

/** The facts that the headers of a request do not tell. */
export interface ContextOptions {
  /** The environment that the service runs in. Default: that of the client, or `development`. */
  readonly environment?: string | undefined
  /**
   * The name of the service. Default: that of the client, or `ai-gateway-python`, as the AI gateway
   * itself says; for gRPC `duo-workflow-service-python`.
   */
  readonly source?: string | undefined
  /** Claims of the request's token, checked already. */
  readonly claims?: RequestClaims | undefined
  /** Hears of missing fields and malformed headers, of each kind once a minute. Default: `console`. */
  readonly logger?: WarningLogger | undefined
}

/** A request as a service reads it. */
export interface ReadRequest {
  readonly values: HeaderValues
  readonly claims: RequestClaims
  readonly realm: string | null
  /** The fields that the client adds to all its events. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** The fields that each request of a GitLab instance has; if one is missing, its caller has a bug. */
const EXPECTED = [
  'realm',
  'instance_id',
  'unique_instance_id',
  'host_name',
  'global_user_id',
  'deployment_type',
] as const

/**
 * Makes the context of a request, with all fields that both services send: null where nothing tells
 * them. `ownFields` are those that one of them reads in its own way. One warning names the expected
 * ones that are missing.
 */
export function requestContext(
  headers: RequestHeaders,
  counts: 'first' | 'last',
  defaultSource: string,
  { environment, source, claims: given, logger }: ContextOptions,
  ownFields: (request: ReadRequest) => InternalEventContext,
): InternalEventContext {
  const warn = throttledWarnings(logger ?? console)
  const values = new HeaderValues(headerFinder(headers, counts), warn)
  const header = (name: string) => values.text(`x-gitlab-${name}`)
  const claims = checkedClaims(given, warn)
  const realm = claims.realm === undefined ? header('realm') : claims.realm
  const client = clientIdentity(
    header('client-type'),
    header('client-name'),
    values.text('user-agent'),
  )
  const context: InternalEventContext = {
    environment: environment ?? 'development',
    source: source ?? defaultSource,
    realm,
    instance_id: header('instance-id'),
    unique_instance_id: claims.uniqueInstanceId ?? null,
    host_name: header('host-name'),
    instance_version: header('version'),
    global_user_id: header('global-user-id'),
    user_type: header('subject-type'),
    context_generated_at: new Date().toISOString(),
    project_id: values.id('x-gitlab-project-id'),
    namespace_id: values.id('x-gitlab-namespace-id'),
    organization_id: values.id('x-gitlab-organization-id'),
    plan: null,
    feature_enablement_type: header('feature-enablement-type'),
    client_name: client.name,
    client_version: header('client-version'),
    client_type: client.type,
    deployment_type: header('deployment-type'),
    input_tokens: null,
    output_tokens: null,
    total_tokens: null,
    model_engine: null,
    model_name: null,
    model_provider: null,
    ...ownFields({ values, claims, realm, extra: trackingContext(values, warn) }),
  }
  const missing = EXPECTED.filter((field) => context[field] === null)
  if (missing.length > 0) {
    warn('missing fields', () => {
      return `Internal event context missing required fields: ${missing.join(', ')}`
    })
  }
  const defaults = new Set<'environment' | 'source'>()
  if (environment === undefined) defaults.add('environment')
  if (source === undefined) defaults.add('source')
  return withDefaults(context, defaults)
}

/** Makes the id of a request that brings none, so that its events belong together. */
export function ownCorrelationId(): string | null {
  // A browser's environment that tests run in may lack it.
  return globalThis.crypto?.randomUUID?.() ?? null
}
