import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { loadCatalog, trackInternalEvent } from '../../../src/entries/index.ts'
import { setCatalog } from '../../../src/fakes/index.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { warnings } from '../../tracking/warnings.ts'
import { messageOf } from '../message-of.ts'

beforeEach(() => {
  const { root, remove } = temporaryProject({
    'config/events/a.yml': `internal_events: true
action: a
additional_properties: { secrets: }
extra_trackers:
- protected_properties: { secret: , label: }
`,
  })
  onTestFinished(remove)
  setCatalog(loadCatalog({ root }))
  warnings()
})

afterEach(() => setCatalog(undefined))

const track = () =>
  trackInternalEvent('a', { user: null, additionalProperties: { secret: 'x', label: 'y' } })

test.each([
  ['secret', 'x'],
  ['label', 'y'],
])(
  'a protected property is not expected, nor is it advised to declare it: %s',
  async (key, value) => {
    expect(
      await messageOf(() =>
        expect(track)
          .toTriggerInternalEvents('a')
          .with({ additionalProperties: { [key]: value } }),
      ),
    ).toBe(
      `Failed to check expect(block).toTriggerInternalEvents("a").with(…): "${key}" is a protected property of "a", which only extra trackers get: it is not part of the event. Leave it out of .with().`,
    )
  },
)

test('without it the event is as expected', async () => {
  await expect(track).toTriggerInternalEvents('a').with({ additionalProperties: {} })
})
