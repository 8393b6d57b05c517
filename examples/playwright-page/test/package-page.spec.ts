import { expect, test } from 'internal-events-testing/playwright'

test('a visit is tracked, and nothing else', async ({ page, internalEvents }) => {
  await page.goto('/')
  await expect(internalEvents).toHaveTriggered('view_package_page', {
    with: { category: 'packages:show', additionalProperties: { label: 'npm' } },
  })
  await expect(internalEvents).not.toHaveTriggered('click_copy_install_command')
})

test('copying the install command is tracked', async ({ page, internalEvents }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Copy' }).click()
  await expect(internalEvents).toHaveTriggered('click_copy_install_command', {
    with: { category: 'packages:show', additionalProperties: { label: 'npm' } },
  })
})
