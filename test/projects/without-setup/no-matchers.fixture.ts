import { expect, test } from 'vitest'
import { startCollector } from '../../../src/entries/collector.ts'
import { fakes, trackInternalEvent } from '../../../src/entries/index.ts'

test('tracks, and knows of no matchers', () => {
  trackInternalEvent('pull_package', { user: null })
  trackInternalEvent('pull_package', { user: null })
  expect(fakes.journal.events).toHaveLength(2)
})

test('a collector on a port records into its own log all the same', async () => {
  const collector = await startCollector()
  await fetch(`${collector.url}/i?e=se&p=srv&tv=own-1.0&se_ca=CLI&se_ac=pull_package`)
  await collector.settled()
  expect(collector.events).toHaveLength(1)
  await collector.close()
})
