import { internalEvents } from 'internal-events-testing/plugin'
import { defineConfig } from 'vitest/config'

// Projects have the plugin of this file, each with the definitions of its own root.
export default defineConfig({
  plugins: [internalEvents()],
  test: {
    projects: [
      { root: 'packages/registry', test: { name: 'registry' } },
      { root: 'packages/reviews', test: { name: 'reviews' } },
    ],
  },
})
