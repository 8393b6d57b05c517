MOCK

import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
import { fakes } from 'internal-events-testing'
import { expect, test } from './runner.mjs'

const tracker = newTracker(
  { namespace: 'own', appId: 'mine' },
  { endpoint: 'collector.example.com' },
)

test('[pass] code that builds its own tracker', async () => {
  await expect(
    () =>
      void tracker.track(buildStructEvent({ category: 'x', action: 'pull_package', label: 'npm' })),
  )
    .toTriggerInternalEvents('pull_package')
    .with({ additionalProperties: { label: 'npm' } })
  expect(fakes.journal.events[0].payload).toEqual(
    expect.objectContaining({ tna: 'own', aid: 'mine' }),
  )
})
