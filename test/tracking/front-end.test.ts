import { expect, onTestFinished, test } from 'vitest'
import {
  createInternalEvents,
  fakes,
  InternalEvents,
  loadCatalog,
  setPageContext,
  TrackingError,
  usageMetrics,
} from '../../src/entries/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { messageOf } from '../matchers/message-of.ts'
import { contextsOf } from './contexts-of.ts'
import { warnings } from './warnings.ts'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }

test('the front end takes its identifiers from the page', () => {
  setPageContext({ user, project })
  InternalEvents.trackEvent('click_copy_install_command', { label: 'npm' }, 'packages:show')
  expect(fakes.journal.events[0]).toMatchObject({
    category: 'packages:show',
    user,
    project,
    namespace: { id: 3 },
    additionalProperties: { label: 'npm' },
    source: 'frontend',
  })
  expect(contextsOf()['gitlab_standard']?.data['source']).toBe('gitlab-javascript')
  expect(usageMetrics.value('counts.install_command_copies')).toBe(1)
})

test('the front end counts nothing without a user, since the end point needs a session', () => {
  InternalEvents.trackEvent('click_copy_install_command')
  expect(fakes.journal.events).toHaveLength(1)
  expect(usageMetrics.value('counts.install_command_copies')).toBe(0)
})

test('the front end has a type check of its own, which falsy values skip', () => {
  const label = 3 as unknown as string
  expect(() => InternalEvents.trackEvent('click_copy_install_command', { label })).toThrow(
    new Error('label should be of type: string. Provided type is: number.'),
  )
  const value = '3' as unknown as number
  expect(() => InternalEvents.trackEvent('click_copy_install_command', { value })).toThrow(
    new Error('value should be of type: number. Provided type is: string.'),
  )
  InternalEvents.trackEvent('click_copy_install_command', { label: '' })
  expect(fakes.journal.events).toHaveLength(1)
})

test.each([
  ['null', null],
  ['a promise', Promise.resolve({ label: 'npm' })],
  ['a Map', new Map([['label', 'npm']])],
  ['an array', ['npm']],
])('properties that are %s are refused', async (is, properties) => {
  const track = () => InternalEvents.trackEvent('view_package_page', properties as never)
  expect(track).toThrow(
    `Failed to track "view_package_page": the second argument should be an object of properties, but is ${is}. Pass an object of properties, or leave the second argument out.`,
  )
  const guarded = () => {
    try {
      track()
    } catch {}
  }
  expect(await messageOf(() => expect(guarded).not.toTriggerInternalEvents())).toContain(
    'tracking refused a call, and the code caught the error.',
  )
})

test('a built-in property that is not declared is sent and recorded, and a warning names the file', async () => {
  const warn = warnings()
  setPageContext({ user })
  const show = () => InternalEvents.trackEvent('view_package_page', { label: 'npm', value: 3 })
  await expect(show)
    .toTriggerInternalEvents('view_package_page')
    .with({ user, additionalProperties: { label: 'npm', value: 3 } })
  expect(fakes.journal.events[0]?.payload).toMatchObject({ se_la: 'npm', se_va: '3' })
  expect(warn.mock.calls).toEqual([
    [
      'Tracking event: view_package_page, undocumented property: value. The browser sends it, but the back end drops it. Declare it under additional_properties in examples/package-registry/config/events/view_package_page.yml:4.',
    ],
  ])
})

test('nothing is warned of that is not sent', () => {
  const warn = warnings()
  InternalEvents.trackEvent('view_package_page', { property: undefined, value: undefined })
  expect(warn).not.toHaveBeenCalled()
})

test('a category that is missing is asked for, unless a test leaves it to the default', async () => {
  const track = () => InternalEvents.trackEvent('view_package_page')
  track()
  setPageContext({ category: 'packages:show' })
  track()
  expect(fakes.journal.events.map(({ category }) => category)).toEqual([
    'test:page',
    'packages:show',
  ])
  expect(fakes.journal.events[0]?.payload).toMatchObject({ se_ca: 'test:page' })

  setPageContext({ category: null })
  const error = new Error('Tracking: no category provided for tracking.')
  expect(track).toThrow(error)
  const guarded = () => {
    try {
      track()
    } catch {}
  }
  expect(
    await messageOf(() => expect(guarded).not.toTriggerInternalEvents('view_package_page')),
  ).toContain(`"view_package_page": ${error.message}`)
})

const UNDECLARED = {
  'config/events/a.yml': 'internal_events: true\naction: a\n',
  'config/metrics/m.yml':
    'key_path: m\ntime_frame: all\ndata_source: internal_events\nevents:\n- name: a\n  filter:\n    label: npm\n',
}

function setOf(files: Record<string, string>) {
  const { root, remove } = temporaryProject({ ...UNDECLARED, ...files })
  onTestFinished(remove)
  const catalog = loadCatalog({ root })
  return createInternalEvents({ catalog, page: { user } })
}

test('strictFrontend makes a property that is not declared an error', () => {
  const warn = warnings()
  const config = { 'internal-events.config.json': '{ "strictFrontend": true }' }
  const { InternalEvents, journal, trackInternalEvent } = setOf(config)
  const track = () => InternalEvents.trackEvent('a', { label: 'npm' })
  expect(track).toThrow(
    'Failed to track "a": Undocumented property: label for event_name: a. Declare it under additional_properties in config/events/a.yml:2, or leave it out.',
  )
  expect(track).toThrow(expect.objectContaining({ code: 'INVALID_PROPERTY' }))
  expect(track).toThrow(TrackingError)
  InternalEvents.trackEvent('a')
  trackInternalEvent('a', { user, additionalProperties: { label: 'npm' } })
  expect(journal.events.map(({ additionalProperties }) => additionalProperties)).toEqual([{}, {}])
  expect(warn.mock.calls).toEqual([['Tracking event: a, undocumented property: label']])

  const lenient = setOf({ 'internal-events.config.json': '{ "strictFrontend": false }' })
  lenient.InternalEvents.trackEvent('a', { label: 'npm' })
  expect(lenient.journal.events[0]?.additionalProperties).toEqual({ label: 'npm' })
})
