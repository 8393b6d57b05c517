import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['internal-events-testing/vitest'],
    env: {
      AIGW_INTERNAL_EVENT__ENABLED: 'true',
      AIGW_INTERNAL_EVENT__ENDPOINT: 'https://collector.example.com',
    },
  },
})
