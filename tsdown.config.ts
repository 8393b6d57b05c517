import { globSync } from 'node:fs'
import { basename, resolve } from 'node:path'
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

const entry = Object.fromEntries(
  globSync('src/entries/*.ts').map((file) => [basename(file, '.ts'), file]),
)
// Vitest evaluates ES modules only, and its entry awaits at top level; nobody requires the bin file.
const { cli: _, plugin: __, vitest: ___, 'vitest-definitions': ____, ...entryForBoth } = entry

// Chunks beside the entries would take their names: every folder's entry is called index.
const chunksAs = (extension: string) => ({ chunkFileNames: `shared/[name].${extension}` })

export default defineConfig([
  {
    ...shared,
    format: 'esm',
    // Vitest evaluates the set-up file for each test file, but not what it imports from here.
    entry: { ...entry, 'vitest-set-up': 'src/vitest-set-up/index.ts' },
    define: { COMMON_JS: 'undefined' },
    outputOptions: chunksAs('mjs'),
  },
  {
    ...shared,
    // Jest runs CommonJS by default.
    format: 'cjs',
    entry: entryForBoth,
    define: { COMMON_JS: 'true' },
    alias: {
      './load-graphql.ts': resolve('src/graphql/require-graphql.ts'),
      './load-matchers.ts': resolve('src/matchers/require-matchers.ts'),
      './load-msw.ts': resolve('src/collector/doors/msw/require-msw.ts'),
    },
    shims: true,
    clean: false,
    outputOptions: chunksAs('cjs'),
  },
])
