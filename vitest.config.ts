import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { postgresPrograms } from './test/ai-usage-events/postgres/start-postgres.ts'

const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const canBrowse = isThere(
  existsSync(chromium),
  `No Chromium at ${chromium}, where the tests of test/browser, of the pages and of the site would run: apt-get install chromium, or say where it is in CHROMIUM.`,
)
const hasPostgres = isThere(
  postgresPrograms() !== undefined,
  'No initdb, which the tests of test/ai-usage-events/postgres would start a server with: apt-get install postgresql.',
)
const hasRedis = isThere(
  spawnSync('redis-server', ['--version']).status === 0,
  'No redis-server, which the tests of test/counters/redis would start: apt-get install redis-server.',
)

/** Tells whether it is there. What is missing fails in CI, and skips its tests elsewhere. */
function isThere(there: boolean, missing: string): boolean {
  if (there) return true
  if (process.env['CI']) throw new Error(missing)
  console.warn(`Skipped: ${missing}`)
  return false
}

/**
 * Runs the files in jsdom one after another: a worker takes a second to load it, and is kept for
 * the next file only where that has the same environment.
 */
class JsdomFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const inJsdom = ({ moduleId }: TestSpecification) =>
      readFileSync(moduleId, 'utf8').startsWith('// @vitest-environment jsdom')
    const sorted = await super.sort(files)
    return [...sorted.filter(inJsdom), ...sorted.filter((file) => !inJsdom(file))]
  }
}

const inBrowser = ['test/**/*.browser.test.ts']
const beside = ['test/**/*.service.test.ts', 'packages/client/test/**/*.test.ts']

export default defineConfig({
  test: {
    setupFiles: ['./src/entries/vitest.ts'],
    sequence: { sequencer: JsdomFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...inBrowser, ...beside],
          // A worker and the modules anew for each file would take longer than the tests.
          isolate: false,
          // All cores, where the default leaves one out; nothing here waits for a deadline.
          maxWorkers: '100%',
        },
      },
      {
        extends: true,
        test: {
          name: 'services',
          include: beside,
          sequence: { groupOrder: 1 },
          exclude: [
            ...(canBrowse
              ? []
              : [
                  'test/collector/micro/{page,same-origin}.service.test.ts',
                  'test/dictionary/{page,coverage-page}.service.test.ts',
                  'test/site/**',
                ]),
            ...(hasRedis ? [] : ['test/counters/redis/**']),
            ...(hasPostgres ? [] : ['test/ai-usage-events/postgres/**']),
          ],
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
      include: inBrowser,
      sequence: { groupOrder: 1 },
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
        commands: {
          // The collector answers questions of its own origin alone.
          readJson: async (_context: unknown, url: string) => (await fetch(url)).json(),
        },
      },
    },
  }
}
