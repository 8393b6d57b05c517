import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** Warnings come once a kind and minute, by a clock that no test replaces. */
let time = 0
Object.defineProperty(performance, 'now', { value: () => time, configurable: true })
vi.resetModules()
const { contextFromHeaders } = await import('../src/entries/index.ts')
Reflect.deleteProperty(performance, 'now')

let warnings: string[] = []
let logger: Pick<Console, 'warn'>
beforeEach(() => {
  warnings = []
  logger = { warn: (text: string) => warnings.push(text) }
})
afterEach(() => vi.useRealTimers())

const MISSING =
  'Internal event context missing required fields: realm, instance_id, unique_instance_id, host_name, global_user_id, deployment_type'
const MALFORMED = 'Dropping malformed x-gitlab-tracking-context header'
const read = (count: number, headers = {}) => {
  for (let index = 0; index < count; index++) contextFromHeaders(headers, { logger })
}

test('300 requests without headers are one warning', () => {
  read(300)
  expect(warnings).toEqual([MISSING])
})

test('a warning after a minute counts those that were left out', () => {
  read(300)
  time += 59_999
  read(1)
  expect(warnings).toEqual([MISSING])
  time += 1
  read(10)
  expect(warnings.slice(1)).toEqual([`${MISSING} (and 300 more like it since the last warning)`])
  time += 3_600_000
  read(1)
  time += 60_000
  read(1)
  expect(warnings.slice(2)).toEqual([
    `${MISSING} (and 9 more like it since the last warning)`,
    MISSING,
  ])
})

test('each kind has its own minute', () => {
  read(1)
  time += 30_000
  read(2, { 'x-gitlab-tracking-context': '{' })
  time += 30_000
  read(1, { 'x-gitlab-tracking-context': '{' })
  expect(warnings).toEqual([
    MISSING,
    MALFORMED,
    `${MISSING} (and 2 more like it since the last warning)`,
  ])
})

test('each logger hears its own', () => {
  const heard: string[] = []
  read(1)
  contextFromHeaders({}, { logger: { warn: (text: string) => heard.push(text) } })
  expect([warnings, heard]).toEqual([[MISSING], [MISSING]])
})

test('fake timers change nothing', () => {
  vi.useFakeTimers()
  read(1)
  vi.advanceTimersByTime(3_600_000)
  read(1)
  expect(warnings).toEqual([MISSING])
})
