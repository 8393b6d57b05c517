import { expect, test } from 'vitest'
import { openPageCollector } from '../../src/collector/doors/playwright/index.ts'
import { collector } from '../../src/collector/index.ts'
import { startCollector } from '../../src/entries/collector.ts'
import { collectorHandlers, interceptCollector, usageDataHandlers } from '../../src/entries/msw.ts'
import { messageOf } from '../matchers/message-of.ts'

const IN_PROCESS = 'url, schemas, strict, maxBytes, lenient'
const error = (task: string, cause: string, remedy: string) =>
  `Failed to ${task}: ${cause}. ${remedy}`
const NEAREST = error('make the collector', 'unknown option "strikt"', 'Did you mean "strict"?')

test.each([
  ['interceptCollector', () => interceptCollector({ strikt: true } as never), NEAREST],
  ['collectorHandlers', () => collectorHandlers(undefined, { strikt: true } as never), NEAREST],
  ['the fixture of Playwright', () => openPageCollector({ strikt: true } as never), NEAREST],
  [
    'interceptCollector, without a nearest one',
    () => interceptCollector({ port: 1 } as never),
    error('make the collector', 'unknown option "port"', `Options are ${IN_PROCESS}.`),
  ],
  [
    'interceptCollector, with a text',
    () => interceptCollector('https://collector.test' as never),
    error('make the collector', 'its options are not an object', `Options are ${IN_PROCESS}.`),
  ],
  [
    'startCollector',
    () => startCollector({ Port: 1 } as never),
    error('start the collector', 'unknown option "Port"', 'Did you mean "port"?'),
  ],
  [
    'usageDataHandlers',
    () => usageDataHandlers({ users: () => undefined } as never),
    error('make the usage data API', 'unknown option "users"', 'Did you mean "user"?'),
  ],
  [
    'settled',
    () => collector.settled({ timout: 1 } as never),
    error('wait for the collector', 'unknown option "timout"', 'Did you mean "timeout"?'),
  ],
  [
    'respondWith',
    () => collector.respondWith(503, { time: 1 } as never),
    error('answer requests', 'unknown option "time"', 'Did you mean "times"?'),
  ],
])('an unknown option is an error: %s', async (_, call, message) => {
  expect(await messageOf(async () => void (await call()))).toBe(message)
})

test('every known option is taken', async () => {
  const all = { schemas: [], strict: false, maxBytes: 1000, lenient: true }
  interceptCollector({ url: 'https://collector.test', ...all }).close()
  collectorHandlers('https://collector.test', all)
  usageDataHandlers({ url: 'https://gitlab.test', user: () => undefined })
  const { close } = await startCollector({
    ...all,
    port: 0,
    host: '127.0.0.1',
    allowedHosts: [],
    maxEvents: 1,
    maxStoreBytes: 1000,
    storage: true,
    microVersion: 3,
  })
  await close()
})
