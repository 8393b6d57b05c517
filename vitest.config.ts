import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const canBrowse = isThere(
  existsSync(chromium),
  `No Chromium at ${chromium}, where the tests of test/browser and of the page would run: apt-get install chromium, or say where it is in CHROMIUM.`,
)
const hasRedis = isThere(
  spawnSync('redis-server', ['--version']).status === 0,
  'No redis-server, which the tests of test/counters/redis would start: apt-get install redis-server.',
)

/** What is missing fails where CI is concerned, and is skipped elsewhere. */
function isThere(there: boolean, missing: string): boolean {
  if (there) return true
  if (process.env['CI']) throw new Error(missing)
  console.warn(`Skipped: ${missing}`)
  return false
}

const exclude = [
  'test/browser/**',
  ...(canBrowse ? [] : ['test/collector/micro/page.test.ts']),
  ...(hasRedis ? [] : ['test/counters/redis/**']),
]

export default defineConfig({
  test: {
    setupFiles: ['./src/entries/vitest.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['{test,packages/client/test}/**/*.test.ts'],
          exclude,
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
      globalSetup: ['./src/entries/vitest-definitions.ts', './test/browser/start-collector.ts'],
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
