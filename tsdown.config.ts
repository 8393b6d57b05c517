import { defineConfig } from 'tsdown'

const shared = {
  outDir: 'dist',
  platform: 'node',
  target: 'node20.19',
  tsconfig: 'tsconfig.build.json',
  dts: true,
  fixedExtension: true,
  hash: false,
} as const

const entry = {
  'ai-usage-events': 'src/ai-usage-events.ts',
  client: 'src/client.ts',
  collector: 'src/collector.ts',
  contexts: 'src/contexts.ts',
  controllers: 'src/controllers.ts',
  index: 'src/index.ts',
  expect: 'src/expect.ts',
  jest: 'src/jest.ts',
  matchers: 'src/matchers.ts',
  msw: 'src/msw.ts',
  'node-tracker': 'src/node-tracker.ts',
  redis: 'src/redis.ts',
}

// Chunks beside the entries would take their names: every folder's entry is called index.
const chunksAs = (extension: string) => ({ chunkFileNames: `shared/[name].${extension}` })

export default defineConfig([
  {
    ...shared,
    format: 'esm',
    // Vitest evaluates ES modules only, and its entry awaits at top level.
    entry: {
      ...entry,
      cli: 'src/cli.ts',
      vitest: 'src/vitest.ts',
      'vitest-definitions': 'src/vitest-definitions.ts',
    },
    outputOptions: chunksAs('mjs'),
  },
  {
    ...shared,
    // Jest runs CommonJS by default.
    format: 'cjs',
    entry,
    shims: true,
    clean: false,
    outputOptions: chunksAs('cjs'),
  },
])
