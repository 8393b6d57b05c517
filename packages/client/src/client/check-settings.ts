import { CONTEXT_VERSIONS } from '../contexts/gitlab-contexts.ts'
import { ClientError } from './client-error.ts'
import type { ClientSettings } from './client-settings.ts'

/** The longest time of a timer; a longer one would end at once. */
const MAX = 2_147_483_647

/** The settings that are numbers, with the remedy for one that is not. */
const NUMBERS = {
  batchSize: 'Give the number of events in a request',
  queueSize: 'Give the number of events that may wait',
  timeout: 'Give a time in milliseconds',
} as const

const TYPES: Readonly<Record<keyof ClientSettings, string>> = {
  enabled: 'boolean',
  endpoint: 'string',
  appId: 'string',
  namespace: 'string',
  batchSize: 'number',
  queueSize: 'number',
  timeout: 'number',
  source: 'string',
  environment: 'string',
  aiContextVersion: 'string',
  flushAtExit: 'boolean',
  onDelivery: 'function',
  onLoss: 'function',
  tracker: 'object',
  logger: 'object',
}

/** @throws {ClientError} `INVALID_SETTING` for a setting that cannot be used. */
export function checkSettings(settings: ClientSettings): void {
  for (const [name, value] of Object.entries(settings)) checkType(name, value)
  for (const [name, remedy] of Object.entries(NUMBERS)) {
    checkNumber('create the client', name, settings[name as keyof typeof NUMBERS], remedy)
  }
  const { aiContextVersion: version = '1-0-2' } = settings
  const versions: readonly string[] = CONTEXT_VERSIONS.ai_context
  if (!versions.includes(version)) {
    throw invalid(`aiContextVersion is ${version}`, `Give one of ${versions.join(', ')}`)
  }
}

/** @throws {ClientError} `INVALID_SETTING` for a time that cannot be used. */
export function checkTime(aim: string, timeout: number): void {
  checkNumber(aim, 'timeout', timeout, NUMBERS.timeout)
}

function checkType(name: string, value: unknown): void {
  const type = TYPES[name as keyof ClientSettings]
  if (type === undefined) {
    const names = Object.keys(TYPES).join(', ')
    throw invalid(`there is no setting ${JSON.stringify(name)}`, `The settings are ${names}`)
  }
  if (value === undefined || (typeof value === type && value !== null)) return
  throw invalid(
    `${name} is of type ${value === null ? 'null' : typeof value}`,
    `Give ${type === 'object' ? 'an' : 'a'} ${type}`,
  )
}

function checkNumber(aim: string, name: string, value: number | undefined, remedy: string): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= MAX)) return
  const range = value > MAX ? `to ${MAX}` : 'on'
  throw invalid(`${name} ${value} is not a whole number from 1 ${range}`, remedy, aim)
}

function invalid(cause: string, remedy: string, aim = 'create the client'): ClientError {
  return new ClientError('INVALID_SETTING', `Failed to ${aim}: ${cause}. ${remedy}.`)
}
