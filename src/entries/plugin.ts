/**
 * The plugin for Vitest, which is the whole set-up.
 *
 * @module internal-events-testing/plugin
 */
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitest/config'
import { createPlugin } from '../plugin/index.ts'

/**
 * Makes the plugin for `vitest.config.ts`, for Vitest 3.2 to 5. It is the whole set-up: it adds the
 * set-up file `internal-events-testing/vitest`, reads the definitions once a run, and hands them to
 * all test files, those in a browser included. In watch mode a definition that changes, comes or goes
 * reruns the test files that used it. What keeps definitions from being read fails the tests that
 * need them.
 *
 * @example
 * ```ts
 * // vitest.config.ts
 * import { internalEvents } from 'internal-events-testing/plugin'
 * import { defineConfig } from 'vitest/config'
 *
 * export default defineConfig({ plugins: [internalEvents()] })
 * ```
 */
export function internalEvents(): Plugin {
  return createPlugin(fileURLToPath(import.meta.url).replace(/plugin(\.m?[jt]s)$/, 'vitest$1'))
}
