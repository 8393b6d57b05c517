import { mount } from '@vue/test-utils'
import { setPageContext } from 'internal-events-testing'
import { expect, test, vi } from 'vitest'
import InstallCommand from '../src/InstallCommand.vue'

vi.mock('../src/tracking', () => import('internal-events-testing'))

const props = { type: 'npm', name: 'left-pad', versions: ['1.0.0', '1.3.0'] }

test('the copy button is tracked by its attributes', async () => {
  const wrapper = mount(InstallCommand, { props })
  await expect(wrapper)
    .toTriggerInternalEvents('click_copy_install_command')
    .onClick()
    .with({ additionalProperties: { label: 'npm' } })
  expect(wrapper).toHaveValidEventTracking()
})

test('showing the versions is tracked by its handler', async () => {
  const user = { id: 1 }
  setPageContext({ user })
  const wrapper = mount(InstallCommand, { props })
  await expect(() => wrapper.get('[data-testid=versions]').trigger('click'))
    .toTriggerInternalEvents('show_package_versions')
    .with({ user, additionalProperties: { label: 'npm', value: 2 } })
    .and.toIncrementUsageMetrics('counts.package_versions_shown')
  expect(wrapper.findAll('li')).toHaveLength(2)
})
