import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { setupFiles: ['internal-events-testing/vitest'] },
})
