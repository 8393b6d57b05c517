import { newTracker, type Tracker } from '@snowplow/node-tracker'
import { ClientError } from './client-error.ts'
import type { ClientSettings } from './client-settings.ts'
import type { Deliveries } from './deliveries.ts'

/**
 * Creates the tracker of a client. The deliveries send its requests.
 *
 * @throws {ClientError} `INVALID_SETTING` for settings that cannot be used.
 */
export function createTracker(settings: ClientSettings, deliveries: Deliveries): Tracker {
  const { endpoint, batchSize = 1, appId = 'gitlab_ai_gateway', namespace = 'gl' } = settings
  if (!endpoint || !URL.canParse(endpoint)) {
    throw new ClientError(
      'INVALID_SETTING',
      `Failed to create the client: ${endpoint === undefined ? 'it is enabled, but has no endpoint' : `the endpoint ${JSON.stringify(endpoint)} is not a valid URL`}. Give the URL of the collector, such as http://127.0.0.1:9091.`,
    )
  }
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new ClientError(
      'INVALID_SETTING',
      `Failed to create the client: batchSize ${batchSize} is not a whole number from 1 on. Give the number of events in a request.`,
    )
  }
  return newTracker(
    { namespace, appId },
    {
      endpoint: endpoint.replace(/\/+$/, ''),
      bufferSize: batchSize,
      connectionTimeout: settings.timeout ?? 10_000,
      eventStore: deliveries.queue,
      customFetch: (request) => deliveries.send(request),
    },
  )
}
