import { defineConfig } from 'vitest/config'

/**
 * The tests that mutants have to get past: those of the mutated folders, all in this process.
 * Stryker runs no two tests at a time, so that those of concurrent tests are left out.
 */
export default defineConfig({
  test: {
    setupFiles: ['./src/entries/vitest.ts'],
    isolate: false,
    include: [
      'test/{acceptance,ai-usage-events,assertions,clients,collector/{doors,usage-data},fakes,fidelity,html,matchers,playwright,snowplow,tracking}/**/*.test.ts',
      'test/counters/*.test.ts',
    ],
    exclude: ['test/**/*.service.test.ts'],
  },
})
