import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { setPageContext } from 'internal-events-testing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { InstallCommand } from '../src/install-command'

vi.mock('../src/tracking', () => import('internal-events-testing'))

beforeEach(() => {
  render(<InstallCommand type="npm" name="left-pad" versions={['1.0.0', '1.3.0']} />)
})
afterEach(cleanup)

test('the copy button is tracked by its attributes', async () => {
  await expect(screen.getByText('Copy'))
    .toTriggerInternalEvents('click_copy_install_command')
    .onClick()
    .with({ additionalProperties: { label: 'npm' } })
  expect(document.body).toHaveValidEventTracking()
})

test('showing the versions is tracked by its handler', async () => {
  const user = { id: 1 }
  setPageContext({ user })
  await expect(() => fireEvent.click(screen.getByText('Show versions')))
    .toTriggerInternalEvents('show_package_versions')
    .with({ user, additionalProperties: { label: 'npm', value: 2 } })
    .and.toIncrementUsageMetrics('counts.package_versions_shown')
  expect(screen.getAllByRole('listitem')).toHaveLength(2)
})
