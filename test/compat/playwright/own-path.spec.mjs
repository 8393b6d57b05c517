import { expect, test } from 'internal-events-testing/playwright'

test('[pass] the path of a collector of its own', async ({ page, internalEvents }) => {
  await page.goto('/?postPath=/com.acme/track/v2')
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(internalEvents).toHaveTriggered('click_copy_install_command')
})

test('[pass] another host is not the collector', async ({ page, internalEvents }) => {
  await page.route('https://other.test/**', (route) => route.fulfill({ status: 200 }))
  await page.goto('/?collector=https://other.test')
  const sent = page.waitForRequest('https://other.test/**')
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await sent
  await expect(internalEvents).toHaveTriggeredNothing()
})
