import { ClientError } from './client-error.ts'
import type { ClientSettings } from './client-settings.ts'

/** The settings that are numbers, and what each of them is. */
const NUMBERS = {
  batchSize: 'the number of events that start a request',
  queueSize: 'the number of events that may wait',
  timeout: 'a time in milliseconds',
} as const

/** @throws {ClientError} `INVALID_SETTING` for a number that cannot be used. */
export function checkSettings(settings: ClientSettings): void {
  for (const [name, meaning] of Object.entries(NUMBERS)) {
    checkNumber('create the client', name, settings[name as keyof typeof NUMBERS], meaning)
  }
}

/** @throws {ClientError} `INVALID_SETTING` for a number that cannot be used. */
export function checkNumber(
  aim: string,
  name: string,
  value: number | undefined,
  meaning: string,
): void {
  if (value === undefined || (Number.isInteger(value) && value >= 1)) return
  throw new ClientError(
    'INVALID_SETTING',
    `Failed to ${aim}: ${name} ${value} is not a whole number from 1 on. Give ${meaning}.`,
  )
}
