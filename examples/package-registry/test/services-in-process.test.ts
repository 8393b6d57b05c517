import { collector, interceptCollector } from 'internal-events-testing/msw'
import { afterAll, expect, test } from 'vitest'
import { download } from '../src/downloads'
import { upload } from '../src/uploads'

// It comes after the imports: the trackers are made by then, and are intercepted all the same.
const intercepted = interceptCollector()
afterAll(() => intercepted.close())

test('a service with version 4 of the tracker', async () => {
  await expect(() => download('npm', 7))
    .toTriggerInternalEvents('pull_package')
    .with({ project: { id: 7 }, category: 'Downloads', additionalProperties: { label: 'npm' } })
    .within(1000)
})

test('a service with version 3 of the tracker', async () => {
  await expect(() => upload('npm'))
    .toTriggerInternalEvents('push_package')
    .with({ category: 'Uploads', additionalProperties: { label: 'npm' } })
    .within(1000)
})

test('a collector that is down loses what version 3 sends', async () => {
  collector.respondWith(404)
  upload('npm')
  await collector.settled()
  expect(collector).not.toHaveDeliveredEachEventOnce()
})
