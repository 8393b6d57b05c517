import { fakes, setPageContext } from 'internal-events-testing'
import { expect, test, vi } from 'vitest'
import { install } from '../src/command-line'
import { copyInstallCommand } from '../src/install-button'
import { Mirror } from '../src/mirror'

vi.mock('@snowplow/node-tracker', () => import('internal-events-testing/node-tracker'))
vi.mock('../src/tracking', () => import('internal-events-testing'))

test('code that is given a tracker', () => {
  const mirror = new Mirror(fakes.tracker)
  expect(() => mirror.serve('npm', 7))
    .toTriggerInternalEvents('pull_package')
    .with({ project: { id: 7 }, category: 'Mirror', additionalProperties: { label: 'npm' } })
})

test('code that builds its tracker itself', () => {
  expect(() => install('left-pad'))
    .toTriggerInternalEvents('pull_package')
    .with({ category: 'CLI', additionalProperties: { label: 'npm' } })
  expect(fakes.journal.events[0]?.payload).toMatchObject({ aid: 'package_cli' })
})

test('code that tracks through a module of its own, on a page that somebody looks at', () => {
  const user = { id: 1 }
  setPageContext({ user })
  expect(() => copyInstallCommand('npm', 'left-pad'))
    .toTriggerInternalEvents('click_copy_install_command')
    .with({ user, additionalProperties: { label: 'npm' } })
    .and.toIncrementUsageMetrics('counts.install_command_copies')
})
