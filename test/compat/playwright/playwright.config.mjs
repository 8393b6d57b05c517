import { defineConfig } from '@playwright/test'

const { CHROMIUM: executablePath = '/usr/bin/chromium', BASE_URL: baseURL } = process.env
const launchOptions = { executablePath, args: ['--no-sandbox', '--disable-gpu'] }

export default defineConfig({
  testDir: '.',
  workers: 2,
  fullyParallel: true,
  timeout: 30_000,
  use: { baseURL, launchOptions },
  projects: [
    { name: 'any host', testIgnore: 'own-path.spec.mjs' },
    {
      name: 'own path',
      testMatch: 'own-path.spec.mjs',
      use: { internalEventsOptions: { url: 'https://collector.test/com.acme/track/v2' } },
    },
  ],
})
