const { expect, test } = require('internal-events-testing/playwright')

test('[pass] required', async ({ page, internalEvents }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(internalEvents).toHaveTriggered('click_copy_install_command')
})
