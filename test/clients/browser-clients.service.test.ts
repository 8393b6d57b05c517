// @vitest-environment jsdom
import * as browserTracker4 from '@snowplow/browser-tracker'
import * as browserTracker3 from 'snowplow-browser-tracker-3'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { startCollector } from '../../src/entries/collector.ts'
import { interceptCollector } from '../../src/entries/msw.ts'

/** The trackers of pages, in jsdom: version 4 sends by `fetch`, version 3 by XMLHttpRequest. */
const onPort = await startCollector({ strict: true })
afterAll(() => onPort.close())
const inProcess = interceptCollector({ url: 'https://collector.test', strict: true })
afterAll(() => inProcess.close())

const standard = {
  schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
  data: { environment: 'production', user_id: 1, extra: {} },
}
let trackers = 0

// The next tracker of a name sends what the one before could not send.
beforeEach(() => localStorage.clear())

describe.each([
  ['4', browserTracker4],
  ['3', browserTracker3],
])('@snowplow/browser-tracker %s', (_version, library) => {
  describe.each([
    ['on a port', () => onPort.url],
    ['in process', () => 'https://collector.test'],
  ])('%s', (_where, endpoint) => {
    test.each(['post', 'get'] as const)('by %s', async (eventMethod) => {
      const id = `t${++trackers}`
      library.newTracker(id, endpoint(), {
        appId: 'shop',
        eventMethod,
        contexts: { session: true, browser: true },
      })
      await expect(() => {
        library.trackStructEvent(
          { category: 'page', action: 'pull_package', label: 'npm', context: [standard] },
          [id],
        )
        library.trackPageView({ title: 'Cart' }, [id])
      })
        .toTriggerInternalEvents('pull_package')
        .with({ user: { id: 1 }, category: 'page', additionalProperties: { label: 'npm' } })
        .within(5000)
      await expect
        .poll(() => onPort.events.map(({ type }) => type).sort())
        .toEqual(['page_view', 'struct'])
      expect(onPort.badRows).toEqual([])
    })
  })
})
