import { clientIdentity } from './client-identity.ts'
import type { InternalEventContext } from './internal-event-context.ts'

/** Headers of a request in the form of any framework: `Headers`, Node.js' object, gRPC's metadata. */
export type RequestHeaders =
  | { get(name: string): unknown }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** The facts that the headers of a request do not tell. */
export interface ContextOptions {
  /** The environment that the service runs in. Default: `development`. */
  readonly environment?: string | undefined
  /** The name of the service. Default: `ai-gateway-python`, as the AI gateway itself says. */
  readonly source?: string | undefined
  /** Claims of the request's token, checked already; they win over headers. */
  readonly claims?:
    | { readonly realm?: string | undefined; readonly uniqueInstanceId?: string | undefined }
    | undefined
  /** Hears of missing fields and malformed headers. Default: `console`. */
  readonly logger?: Pick<Console, 'warn'> | undefined
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

/** The longest header that is read; a longer one is an attack or a mistake. */
const MAX_TRACKING_CONTEXT = 16 * 1024

/**
 * Reads the context of a request from the `X-Gitlab-*` headers that GitLab instances send. Nothing
 * throws: malformed headers are left out, and the logger hears of them and of expected fields that
 * are missing. `client_type` is one of the seven that GitLab tells apart, and `client_name` one that
 * it knows; the `User-Agent` gives them where the headers do not.
 *
 * Source: `InternalEventMiddleware` of the AI gateway, `ClientIdentity` of GitLab.
 *
 * @example
 * ```ts
 * import { contextFromHeaders } from 'internal-events-client'
 *
 * const context = contextFromHeaders(
 *   new Headers({ 'X-Gitlab-Realm': 'saas', 'X-Gitlab-Project-Id': '2' }),
 *   { logger: { warn() {} } },
 * )
 * console.log(context.realm, context.project_id) // saas 2
 * ```
 */
export function contextFromHeaders(
  headers: RequestHeaders,
  {
    environment = 'development',
    source = 'ai-gateway-python',
    claims = {},
    logger = console,
  }: ContextOptions = {},
): InternalEventContext {
  const find = finderOf(headers)
  const header = (name: string) => textOf(find(`x-gitlab-${name}`))
  const client = clientIdentity(
    header('client-type'),
    header('client-name'),
    textOf(find('user-agent')),
  )
  const context: InternalEventContext = {
    environment,
    source,
    realm: claims.realm ?? header('realm'),
    instance_id: header('instance-id'),
    unique_instance_id: claims.uniqueInstanceId ?? null,
    host_name: header('host-name'),
    instance_version: header('version'),
    deployment_type: header('deployment-type'),
    global_user_id: header('global-user-id'),
    user_type: header('subject-type'),
    organization_id: idOf(header('organization-id')),
    project_id: idOf(header('project-id')),
    namespace_id: idOf(header('namespace-id')),
    ultimate_parent_namespace_id: idOf(header('root-namespace-id')),
    feature_enabled_by_namespace_ids: idsOf(header('feature-enabled-by-namespace-ids')),
    feature_enablement_type: header('feature-enablement-type'),
    is_gitlab_team_member: flagOf(header('is-team-member')),
    client_name: client.name,
    client_type: client.type,
    client_version: header('client-version'),
    interface: header('interface'),
    correlation_id: textOf(find('x-request-id')),
    context_generated_at: new Date().toISOString(),
    extra: trackingContext(header('tracking-context'), logger),
  }
  for (const field of EXPECTED) {
    if (context[field] === null) {
      logger.warn(`Internal event context missing required field: ${field}`)
    }
  }
  return context
}

/** Returns what finds a header by its name in small letters, however the request writes it. */
function finderOf(headers: RequestHeaders): (name: string) => unknown {
  if (typeof headers['get'] === 'function') {
    const { get } = headers as { get(name: string): unknown }
    return (name) => get.call(headers, name)
  }
  const found = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value as unknown]),
  )
  return (name) => found.get(name)
}

function textOf(found: unknown): string | null {
  const [value] = Array.isArray(found) ? found : [found]
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' || text === 'null' ? null : text
}

/** Reads a positive whole number; anything else identifies nobody. */
function idOf(text: string | null): number | null {
  const id = Number(text)
  return text !== null && /^\d+$/.test(text) && Number.isSafeInteger(id) && id > 0 ? id : null
}

function idsOf(text: string | null): number[] | null {
  const ids = (text ?? '').split(',').map((part) => idOf(part.trim()))
  const distinct = [...new Set(ids.filter((id) => id !== null))]
  return distinct.length > 0 ? distinct : null
}

function flagOf(text: string | null): boolean | null {
  if (/^(true|t|1|yes|y|on)$/i.test(text ?? '')) return true
  return /^(false|f|0|no|n|off)$/i.test(text ?? '') ? false : null
}

function trackingContext(
  text: string | null,
  logger: Pick<Console, 'warn'>,
): Record<string, unknown> {
  if (text === null) return {}
  if (text.length > MAX_TRACKING_CONTEXT) {
    logger.warn(`Dropping x-gitlab-tracking-context header of ${text.length} characters`)
    return {}
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    logger.warn('Dropping malformed x-gitlab-tracking-context header')
    return {}
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>
  }
  logger.warn('Dropping x-gitlab-tracking-context header that is no object')
  return {}
}
