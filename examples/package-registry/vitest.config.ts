import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['internal-events-testing/vitest'],
    reporters: ['default', ['internal-events-testing/reporter', { page: true }]],
  },
})
