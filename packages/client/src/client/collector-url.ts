import { ClientError } from './client-error.ts'

/**
 * Returns the URL that a collector takes events at.
 *
 * @throws {ClientError} `INVALID_SETTING` for an end point that cannot be used.
 */
export function collectorUrl(endpoint: string | undefined): string {
  const url = endpoint && URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ClientError(
      'INVALID_SETTING',
      `Failed to create the client: ${endpoint === undefined ? 'it is enabled, but has no endpoint' : `the endpoint ${JSON.stringify(endpoint)} is not a valid URL`}. Give the URL of the collector, such as http://127.0.0.1:9091.`,
    )
  }
  if (url.username || url.password) {
    throw new ClientError(
      'INVALID_SETTING',
      `Failed to create the client: the endpoint at ${url.host} has a user name or password, which fetch refuses. Give the URL of the collector without them.`,
    )
  }
  // Some write the whole path.
  const path = url.pathname.replace(/(\/com\.snowplowanalytics\.snowplow\/tp2)?\/*$/, '')
  url.pathname = `${path}/com.snowplowanalytics.snowplow/tp2`
  return url.href
}
