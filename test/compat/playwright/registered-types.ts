// With the file that `internal-events types` writes, a misspelt name does not compile.

import { expect, test } from 'internal-events-testing/playwright'

test('registered types', async ({ internalEvents }) => {
  await expect(internalEvents).toHaveTriggered('pull_package', {
    with: { additionalProperties: expect.objectContaining({ label: expect.any(String) }) },
  })
  await expect(internalEvents).not.toHaveTriggered(['pull_package', 'push_package'])
  await expect(internalEvents).toReachEveryLayer('pull_package')
  // @ts-expect-error a misspelt event
  await expect(internalEvents).toReachEveryLayer('pul_package')
  // @ts-expect-error a misspelt event
  await expect(internalEvents).toHaveTriggered('pul_package')
  // @ts-expect-error in a list
  await expect(internalEvents).not.toHaveTriggered(['pull_package', 'pul_package'])
})
