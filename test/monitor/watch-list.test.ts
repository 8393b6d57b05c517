import { expect, test } from 'vitest'
import { loadCatalog } from '../../src/definitions/index.ts'
import { watchList } from '../../src/monitor/index.ts'

const catalog = loadCatalog({ root: 'examples/package-registry' })

function watched(...names: string[]) {
  const { metrics, watches } = watchList(catalog, names)
  const events = [...catalog.events.keys(), 'undefined_event'].filter((name) => watches(name))
  return { metrics: metrics.map(({ keyPath }) => keyPath), events: events.sort() }
}

test('an event stands for itself and the metrics that count it', () => {
  expect(watched('filter_package_list', 'click_copy_install_command')).toEqual({
    metrics: ['counts.install_command_copies'],
    events: ['click_copy_install_command', 'filter_package_list'],
  })
})

test('the beginning of a key path stands for metrics and the events that they count', () => {
  expect(watched('counts.package_events')).toEqual({
    metrics: [
      'counts.package_events',
      'counts.package_events_monthly',
      'counts.package_events_weekly',
    ],
    events: ['pull_package', 'push_package'],
  })
})

test('an event that is not defined is watched for the one that it may be meant for', () => {
  const { watches } = watchList(catalog, ['pull_package'])
  const names = ['pull_pakage', 'push_pakage', 'push_package', 'anything']
  expect(names.filter((name) => watches(name))).toEqual(['pull_pakage'])
})

test('nothing stands for everything that events can move', () => {
  const { metrics, events } = watched()
  expect(metrics).toHaveLength(16)
  expect(metrics).not.toContain('counts.packages')
  expect(events).toContain('undefined_event')
})

test.each([
  [
    'pull_pakage',
    'UNKNOWN_EVENT',
    'Failed to find event "pull_pakage": no definition has this action. Did you mean "pull_package"?',
  ],
  [
    'counts.pakage_pulls',
    'UNKNOWN_METRIC',
    'Failed to find usage metric "counts.pakage_pulls": no definition has this key_path. Did you mean "counts.package_pulls"?',
  ],
  [
    'counts.packages',
    'METRIC_NOT_COUNTED',
    'Failed to use usage metric "counts.packages": config/metrics/counts_all/packages.yml:2 has data_source: database, so internal events do not move it. Assert a metric of data_source: internal_events.',
  ],
  [
    'import_package_from_ftp',
    'REMOVED_EVENT',
    'Failed to use event "import_package_from_ftp": config/events/removed/import_package_from_ftp.yml:4 says that it was removed (status: removed). Stop tracking and asserting it, or restore its definition.',
  ],
])('%s is refused', (name, code, message) => {
  expect(() => watchList(catalog, [name])).toThrow(expect.objectContaining({ code, message }))
})
