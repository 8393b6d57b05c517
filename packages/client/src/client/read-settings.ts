import { ClientError } from './client-error.ts'
import type { ClientSettings } from './client-settings.ts'

interface Service {
  readonly appId: string
  readonly source: string
  /** The variable that names the environment of the service. */
  readonly environment?: string
}

/** The services that are known by their prefix. */
const SERVICES: Readonly<Record<string, Service>> = {
  AIGW: { appId: 'gitlab_ai_gateway', source: 'ai-gateway-python' },
  DW: {
    appId: 'gitlab_duo_workflow',
    source: 'duo-workflow-service-python',
    environment: 'DUO_WORKFLOW_SERVICE_ENVIRONMENT',
  },
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the settings of a client from the variables `<PREFIX>_INTERNAL_EVENT__*`.
 *
 * @throws {ClientError} naming the variable whose value cannot be used.
 */
export function readSettings(prefix: string, variables: Environment): ClientSettings {
  const service = SERVICES[prefix]
  const name = (setting: string) => `${prefix}_INTERNAL_EVENT__${setting}`
  const read = (setting: string) => variables[name(setting)]?.trim() || undefined
  const wrong = (setting: string, wanted: string) =>
    new ClientError(
      'INVALID_SETTING',
      `Failed to read ${name(setting)}: ${JSON.stringify(variables[name(setting)])} should be ${wanted}. Correct the variable, or unset it.`,
    )
  const wholeNumber = (setting: string) => {
    const text = read(setting)
    if (text !== undefined && !/^[1-9]\d{0,8}$/.test(text)) {
      throw wrong(setting, 'a whole number from 1 on')
    }
    return text === undefined ? undefined : Number(text)
  }

  const enabled = read('ENABLED')
  if (enabled !== undefined && !/^(true|t|1|yes|y|on|false|f|0|no|n|off)$/i.test(enabled)) {
    throw wrong('ENABLED', 'yes or no (true or false)')
  }
  const endpoint = read('ENDPOINT')
  if (endpoint !== undefined && !/^https?:$/.test(protocolOf(endpoint))) {
    throw wrong('ENDPOINT', 'the URL of a collector, such as http://127.0.0.1:9091')
  }
  // Node.js sends without threads, but a value that is not valid is a mistake all the same.
  wholeNumber('THREAD_COUNT')
  return {
    enabled: /^(true|t|1|yes|y|on)$/i.test(enabled ?? ''),
    endpoint,
    appId: read('APP_ID') ?? service?.appId,
    batchSize: wholeNumber('BATCH_SIZE'),
    source: service?.source,
    environment: service?.environment && variables[service.environment],
  }
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : ''
}
