import type { Meaning } from './sent-field.ts'

/**
 * The fields of payloads whose meaning Snowplow fixes; all others are values.
 *
 * Source: Snowplow's tracker protocol.
 */
const PAYLOAD: Readonly<Record<Exclude<Meaning, 'value' | 'raw'>, readonly string[]>> = {
  generated: [
    ...['e', 'eid', 'tv', 'tna', 'p', 'dtm', 'stm', 'ttm', 'tz', 'lang', 'cs', 'cd', 'cookie'],
    ...['res', 'vp', 'ds', 'vid', 'duid', 'nuid', 'tnuid', 'sid', 'fp', 'ua', 'evn'],
    ...['pp_mix', 'pp_max', 'pp_miy', 'pp_may'],
  ],
  id: ['uid', 'tid', 'tr_id', 'ti_id', 'aid'],
  event: ['se_ac', 'ev_ac', 'se_ca', 'ev_ca'],
  url: ['url', 'refr'],
  version: [],
}

/**
 * The fields of contexts whose letters are random, or numbers with dots; all others are values.
 *
 * Source: GitLab's standard context, AI context and code suggestions context.
 */
const CONTEXTS: Readonly<Record<Exclude<Meaning, 'value' | 'raw'>, readonly string[]>> = {
  generated: ['context_generated_at'],
  id: [
    ...['user_id', 'global_user_id', 'instance_id', 'unique_instance_id', 'correlation_id'],
    ...['google_analytics_id', 'billing_event_id', 'session_id', 'workflow_id', 'event_id'],
    ...['gitlab_global_user_id', 'gitlab_instance_id', 'userId', 'sessionId', 'previousSessionId'],
    ...['firstEventId', 'project_id', 'namespace_id', 'ultimate_parent_namespace_id'],
    ...['organization_id', 'feature_enabled_by_namespace_ids'],
  ],
  event: ['event_name', 'data_source'],
  url: [],
  version: [
    ...['instance_version', 'client_version', 'gitlab_instance_version', 'ide_version'],
    ...['extension_version', 'language_server_version', 'item_version', 'flow_version'],
    ...['flow_registry_version', 'model_name', 'browserFamilyVersion'],
  ],
}

const meaningsOf = (table: typeof PAYLOAD): ReadonlyMap<string, Meaning> =>
  new Map(
    Object.entries(table).flatMap(([meaning, keys]) =>
      keys.map((key) => [key, meaning as Meaning]),
    ),
  )

const payloadFields = meaningsOf(PAYLOAD)
const contextFields = meaningsOf(CONTEXTS)

/** Returns the meaning of a field of a payload; those for the features of a browser begin with `f_`. */
export function meaningInPayload(key: string): Meaning {
  if (key.startsWith('f_')) return 'generated'
  return payloadFields.get(key) ?? 'value'
}

/** Returns the meaning of a field right within the data of a context. */
export function meaningInContext(key: string): Meaning {
  return contextFields.get(key) ?? meaningByName(key)
}

/** Returns the meaning of a field whose name alone is known. */
export function meaningByName(key: string): Meaning {
  return /(?:^|[_-])version$|[a-z\d]Version$/.test(key) ? 'version' : 'value'
}
