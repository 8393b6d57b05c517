import { existsSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const canBrowse = existsSync(chromium)
if (!canBrowse) {
  const missing = `No Chromium at ${chromium}, where the tests of test/browser and test/page would run: apt-get install chromium, or say where it is in CHROMIUM.`
  if (process.env['CI']) throw new Error(missing)
  console.warn(`Skipped: ${missing}`)
}

export default defineConfig({
  test: {
    setupFiles: ['./src/vitest.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', ...(canBrowse ? [] : ['test/page/**'])],
        },
      },
      ...(canBrowse ? [browserProject()] : []),
    ],
  },
})

function browserProject(): TestProjectInlineConfiguration {
  return {
    extends: true,
    // Vite would find them while tests run, and reload the page.
    optimizeDeps: {
      include: ['@snowplow/browser-tracker', '@snowplow/node-tracker', '@vue/test-utils', 'vue'],
    },
    test: {
      name: 'browser',
      include: ['test/browser/**/*.test.ts'],
      globalSetup: ['./src/vitest-definitions.ts', './test/browser/start-collector.ts'],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: {
            executablePath: chromium,
            args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
          },
        }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }
}
