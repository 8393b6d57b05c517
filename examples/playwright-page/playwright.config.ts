import { defineConfig } from '@playwright/test'

const baseURL = 'http://127.0.0.1:4173'

export default defineConfig({
  testDir: 'test',
  use: { baseURL },
  webServer: {
    command: 'vite build && vite preview --host 127.0.0.1 --port 4173 --strictPort',
    url: baseURL,
  },
})
