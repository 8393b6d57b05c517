import { defineConfig, type InternalEventsConfig } from './src/definitions/config.ts'

const config: InternalEventsConfig = defineConfig({
  events: 'examples/package-registry/config/events/**/*.yml',
  metrics: 'examples/package-registry/config/metrics/**/*.yml',
})

export default config
