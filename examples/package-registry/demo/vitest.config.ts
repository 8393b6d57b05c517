import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['demo/*.test.ts'],
    setupFiles: ['internal-events-testing/vitest'],
  },
})
