import { defineConfig } from './src/definitions/config.ts'

export default defineConfig({
  events: ['examples/package-registry/config/events/**/*.yml', 'docs/config/events/*.yml'],
  metrics: ['examples/package-registry/config/metrics/**/*.yml', 'docs/config/metrics/*.yml'],
  journeys: { folder: 'docs/config/journeys' },
})
