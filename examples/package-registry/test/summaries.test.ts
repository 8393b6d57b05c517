import { privacyCanary, trackInternalEvent } from 'internal-events-testing'
import { expect, test } from 'vitest'
import { Summaries } from '../src/summaries'

const project = { id: 7, namespace: { id: 3 } }
const leftPad = { type: 'npm', name: 'left-pad', kilobytes: 4 } as const

test('a summary tells its language, and nothing of who asked for it', async () => {
  // It may come out nowhere, in whatever form.
  const user = { id: 1, name: privacyCanary('name') }
  await expect(() => new Summaries(trackInternalEvent).write(user, project, leftPad, 'en'))
    .toTriggerInternalEvents('summarize_package')
    .with({ user, project, additionalProperties: { label: 'npm', property: 'en' } })
    .and.toKeepPrivate()
})
