// @vitest-environment jsdom
import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  fakes,
  InternalEvents,
  setPageContext,
  useMockInternalEventsTracking,
} from '../../src/entries/index.ts'
import { contextsOf } from '../tracking/contexts-of.ts'
import { warnings } from '../tracking/warnings.ts'
import { CALL_ROWS } from './call-rows.ts'

const NAME = 'view_package_page'

afterEach(() => {
  delete document.body.dataset['page']
  vi.unstubAllGlobals()
})

test.each(CALL_ROWS)('$rule ($source)', (row) => {
  const { event = NAME, properties, category, dataPage = 'packages:show', extra = {} } = row
  warnings()
  setPageContext(row.page ?? { user: { id: 1 } })
  if (dataPage !== null) document.body.dataset['page'] = dataPage
  if (row.gl) vi.stubGlobal('gl', row.gl)

  const track = () => InternalEvents.trackEvent(event, properties as never, category as never)
  if (row.throws) expect(track).toThrow(new Error(row.throws))
  else track()

  const payload = fakes.journal.events[0]?.payload
  if (row.sends) {
    expect(payload).toEqual(expect.objectContaining(sent(row.sends)))
    for (const field of unsent(row.sends)) expect(payload).not.toHaveProperty(field)
    expect(contextsOf()['gitlab_standard']?.data['extra']).toEqual(extra)
  } else expect(payload).toBeUndefined()
  expect(fakes.counters.read(`{event_counters}_${event}`)).toBe(row.counts === false ? 0 : 1)
})

test('an event of Duo has no AI context (tracking/internal_events.js)', () => {
  InternalEvents.trackEvent('summarize_package', { session_id: '2' })
  expect(Object.keys(contextsOf())).toEqual(['gitlab_standard', 'gitlab_service_ping'])
})

describe('with the helper of GitLab’s tests (tracking_internal_events_helper.js)', () => {
  const { bindInternalEventDocument } = useMockInternalEventsTracking()

  test.each([
    ['an unknown event', 'view_package_pag', {}],
    ['a removed event', 'import_package_from_ftp', {}],
    ['a built-in property that is not declared', NAME, { property: 'x' }],
    ['one without a value', NAME, { property: undefined }],
    ['a custom property that is not declared', NAME, { colour: 'red' }],
    ['on a page that would not send it', NAME, { property: 'x' }, { onlySendDuoEvents: true }],
  ] as [string, string, object, object?][])(
    '%s throws at the call',
    (_rule, event, properties, gl = {}) => {
      vi.stubGlobal('gl', gl)
      const { trackEventSpy } = bindInternalEventDocument()
      expect(() => InternalEvents.trackEvent(event, properties as never)).toThrow('Failed to track')
      expect(trackEventSpy).toHaveBeenCalledExactlyOnceWith(event, properties)
      expect(fakes.journal.events).toEqual([])
    },
  )

  test('what is declared passes', () => {
    const { trackEventSpy } = bindInternalEventDocument()
    InternalEvents.trackEvent(NAME, { label: 'npm' })
    expect(trackEventSpy).toHaveBeenCalledExactlyOnceWith(NAME, { label: 'npm' })
  })
})

function sent(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

function unsent(fields: Record<string, unknown>): string[] {
  return Object.keys(fields).filter((field) => fields[field] === undefined)
}
