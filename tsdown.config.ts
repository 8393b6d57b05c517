import type { UserConfig } from "tsdown"

const shared = {
  outDir: 'dist',
  platform: 'node',
  target: 'node20.19',
  dts: true,
  fixedExtension: true,
  hash: false,
} as const

const entry = {
  index: 'src/index.ts',
  expect: 'src/expect.ts',
  jest: 'src/jest.ts',
  matchers: 'src/matchers.ts',
  'node-tracker': 'src/node-tracker.ts',
}

const config: UserConfig[] = [
  // Vitest evaluates ES modules only, and its entry awaits at top level.
  { ...shared, format: 'esm', entry: { ...entry, vitest: 'src/vitest.ts' } },
  // Jest runs CommonJS by default.
  { ...shared, format: 'cjs', entry, shims: true, clean: false },
]

export default config
