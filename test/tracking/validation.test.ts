import { expect, onTestFinished, test } from 'vitest'
import {
  createInternalEvents,
  fakes,
  Journal,
  loadCatalog,
  TrackingError,
  trackInternalEvent,
} from '../../src/entries/index.ts'
import { createTracking } from '../../src/tracking/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'
import { contextsOf } from './contexts-of.ts'
import { warnings } from './warnings.ts'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }

const refused: [string, () => void, string, string][] = [
  [
    'an unknown event',
    () => trackInternalEvent('pull_packages'),
    'UNKNOWN_EVENT',
    'Failed to track "pull_packages": Unknown event: pull_packages. Did you mean "pull_package"?',
  ],
  [
    'an unknown event that nothing resembles',
    () => trackInternalEvent('zzz'),
    'UNKNOWN_EVENT',
    'Failed to track "zzz": Unknown event: zzz. Add a definition with this action, or allow the name: undefinedEvents in internal-events.config.',
  ],
  [
    'a removed event',
    () => trackInternalEvent('import_package_from_ftp'),
    'REMOVED_EVENT',
    'Failed to track "import_package_from_ftp": Unknown event: import_package_from_ftp, its definition examples/package-registry/config/events/removed/import_package_from_ftp.yml:4 has status: removed. Stop tracking it, or restore its definition.',
  ],
  [
    'an event of an older system',
    () => trackInternalEvent('visit_package_list'),
    'UNKNOWN_EVENT',
    'Failed to track "visit_package_list": Unknown event: visit_package_list, its definition examples/package-registry/config/events/visit_package_list.yml:3 has no internal_events: true. Add internal_events: true to it.',
  ],
  [
    'a user without id',
    () => trackInternalEvent('pull_package', { user: {} as { id: number } }),
    'INVALID_PROPERTY_TYPE',
    'Failed to track "pull_package": user should be an object with an id (a string or a number), but is another object. Pass an object with an id (a string or a number), or leave user out.',
  ],
  [
    'a user as a property',
    () =>
      trackInternalEvent('pull_package', {
        additionalProperties: { user: { id: 1 } } as never,
      }),
    'INVALID_PROPERTY_TYPE',
    'Failed to track "pull_package": user should be a string or a finite number, but is another object. The front end takes it from the page, setPageContext({ user }), and the back end beside the properties: trackInternalEvent(name, { user }).',
  ],
  [
    'an id instead of a project',
    () => trackInternalEvent('pull_package', { project: 2 as unknown as { id: number } }),
    'INVALID_PROPERTY_TYPE',
    'Failed to track "pull_package": project should be an object with an id (a string or a number), but is 2. Pass an object with an id (a string or a number), or leave project out.',
  ],
  [
    'a label that is no string',
    () =>
      trackInternalEvent('pull_package', {
        additionalProperties: { label: 1 as unknown as string },
      }),
    'INVALID_PROPERTY_TYPE',
    'Failed to track "pull_package": label should be a string, but is 1. Pass a string, or leave label out.',
  ],
  [
    'a value that is no number',
    () =>
      trackInternalEvent('push_package', {
        additionalProperties: { value: '20' as unknown as number },
      }),
    'INVALID_PROPERTY_TYPE',
    'Failed to track "push_package": value should be a finite number, but is "20". Pass a finite number, or leave value out.',
  ],
  [
    'a value that cannot be counted',
    () => trackInternalEvent('push_package', { additionalProperties: { value: Number.NaN } }),
    'INVALID_PROPERTY_TYPE',
    'Failed to track "push_package": value should be a finite number, but is NaN. Pass a finite number, or leave value out.',
  ],
  [
    'a custom property of another type',
    () =>
      trackInternalEvent('pull_package', {
        additionalProperties: { client: true as unknown as string },
      }),
    'INVALID_PROPERTY_TYPE',
    'Failed to track "pull_package": client should be a string or a finite number, but is a boolean. Pass a string or a finite number, or leave client out.',
  ],
  [
    'options that are null',
    () => trackInternalEvent('pull_package', null as never),
    'INVALID_PROPERTY_TYPE',
    'Failed to track "pull_package": the second argument should be an object of options, but is null. Pass an object of options, or leave the second argument out.',
  ],
  ...([
    ['null', null, 'null'],
    ['a promise', Promise.resolve({ label: 'npm' }), 'a promise'],
    ['a map', new Map([['label', 'npm']]), 'a Map'],
    ['a list', ['npm'], 'an array'],
    ['a set', new Set(['npm']), 'another object'],
    ['a text', 'npm', '"npm"'],
  ].map(([name, properties, is]) => [
    `properties that are ${name}`,
    () => trackInternalEvent('pull_package', { additionalProperties: properties as never }),
    'INVALID_PROPERTY_TYPE',
    `Failed to track "pull_package": additionalProperties should be an object of properties, but is ${is}. Pass an object of properties, or leave additionalProperties out.`,
  ]) as typeof refused),
  ...([5, 'abc', [{}]].map((ids) => [
    `feature namespaces that are ${JSON.stringify(ids)}`,
    () => trackInternalEvent('pull_package', { featureEnabledByNamespaceIds: ids as never }),
    'INVALID_PROPERTY_TYPE',
    `Failed to track "pull_package": featureEnabledByNamespaceIds should be a list of ids, but is ${Array.isArray(ids) ? 'an array' : JSON.stringify(ids)}. Pass a list of ids, or leave featureEnabledByNamespaceIds out.`,
  ]) as typeof refused),
  [
    'an undeclared custom property',
    () => trackInternalEvent('pull_package', { additionalProperties: { clients: 'cli' } }),
    'INVALID_PROPERTY',
    'Failed to track "pull_package": Unknown additional property: clients for event_name: pull_package. Did you mean "client"?',
  ],
  [
    'an undeclared custom property that nothing resembles',
    () => trackInternalEvent('delete_package', { additionalProperties: { zzz: 'cli' } }),
    'INVALID_PROPERTY',
    'Failed to track "delete_package": Unknown additional property: zzz for event_name: delete_package. Declare it under additional_properties in examples/package-registry/config/events/delete_package.yml:4.',
  ],
]

test.each(refused)('refuses %s', (_name, track, code, message) => {
  expect(track).toThrow(TrackingError)
  expect(track).toThrow(expect.objectContaining({ code, message }))
  expect(fakes.journal.events).toEqual([])
  expect(fakes.counters.keys()).toEqual([])
})

test('nil is always accepted', () => {
  trackInternalEvent('pull_package', {
    user: null,
    project: undefined,
    additionalProperties: { label: null, property: undefined },
  })
  expect(fakes.journal.events[0]?.additionalProperties).toEqual({})
  expect(fakes.journal.events[0]?.payload).not.toHaveProperty('se_la')
  expect(contextsOf()['gitlab_standard']?.data).toMatchObject({
    user_id: null,
    project_id: null,
    namespace_id: null,
  })
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is no number', (value) => {
  expect(() => trackInternalEvent('push_package', { additionalProperties: { value } })).toThrow(
    `value should be a finite number, but is ${value}`,
  )
  expect(() => trackInternalEvent('push_package', { user: { id: value } })).toThrow(TrackingError)
})

test('an undeclared base property only warns, and is dropped', () => {
  const warn = warnings()
  trackInternalEvent('pull_package', { user, additionalProperties: { value: 3 } })
  expect(warn.mock.calls).toEqual([['Tracking event: pull_package, undocumented property: value']])
  expect(fakes.journal.events[0]?.additionalProperties).toEqual({})
})

test('protected properties may be of any type and stay out of counters and tracker', () => {
  const { root, remove } = temporaryProject({
    'config/events/a.yml':
      'internal_events: true\naction: a\nextra_trackers:\n- tracking_class: Ai\n  protected_properties:\n    secret:\n      description: x\n',
  })
  onTestFinished(remove)
  const set = createInternalEvents({ catalog: loadCatalog({ root }) })
  const secret = { deep: true } as unknown as string
  set.trackInternalEvent('a', { additionalProperties: { secret } })
  expect(set.journal.events[0]?.additionalProperties).toEqual({})
})

test('protected properties reach extra trackers, with all that the event was tracked with', () => {
  const { root, remove } = temporaryProject({
    'config/events/a.yml':
      'internal_events: true\naction: a\nadditional_properties:\n  label:\n    description: x\nextra_trackers:\n- tracking_class: Ai\n  protected_properties:\n    secret:\n      description: x\n',
  })
  onTestFinished(remove)
  const heard: unknown[] = []
  const { trackInternalEvent: track, trackEvent } = createTracking({
    catalog: loadCatalog({ root }),
    counters: fakes.counters,
    tracker: fakes.tracker,
    recorder: new Journal(),
    extraTrackers: [{ trackEvent: (...args) => heard.push(args) }],
    context: {},
    page: {},
    strictFrontend: false,
    now: Date.now,
    beforeTracking() {},
    onRefusal() {},
    onSilence() {},
    warn() {},
  })
  const secret = { deep: true } as unknown as string
  track('a', {
    user,
    project,
    category: 'C',
    sendSnowplowEvent: false,
    additionalProperties: { label: 'x', property: 'dropped', secret },
  })
  // On a page without a user there is nobody whom the end point would track.
  trackEvent('a', { label: 'y' })
  expect(heard).toEqual([['a', { user, project, label: 'x', secret: { deep: true } }]])
})

test('names and properties of Object.prototype are no definitions', () => {
  expect(() => trackInternalEvent('constructor')).toThrow('Unknown event: constructor')
  expect(() =>
    trackInternalEvent('pull_package', { additionalProperties: { toString: 'x' } as never }),
  ).toThrow('Unknown additional property: toString')
})
