import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['bench/*.bench.mjs'],
    setupFiles: ['internal-events-testing/vitest'],
    testTimeout: 600_000,
    fileParallelism: false,
  },
})
