import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import { defineConfig } from 'tsdown'
import { SCHEMA_OPTIONS } from './src/checks/schema-options.ts'
import { bundlePage } from './src/dictionary/bundle-page.ts'

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

/** Compiles the schemas of definitions: at run time that takes as long as checking a thousand files. */
function compileSchemas(): string {
  const file = resolve('.cache/validators.mjs')
  const ajv = new Ajv({ ...SCHEMA_OPTIONS, code: { source: true, esm: true } })
  for (const kind of ['event', 'metric']) {
    ajv.addSchema(JSON.parse(readFileSync(`schemas/${kind}.json`, 'utf8')), kind)
  }
  const code = standalone.default(ajv, { event: 'event', metric: 'metric' })
  if (code.includes('require(')) throw new Error('The compiled schemas need modules of ajv.')
  mkdirSync('.cache', { recursive: true })
  writeFileSync(file, code)
  return file
}

/** Bundles the page of the dictionary, whose sources the package does not have. */
async function bundleDictionary(): Promise<string> {
  const file = resolve('.cache/page-parts.mjs')
  const parts = JSON.stringify(await bundlePage())
  mkdirSync('.cache', { recursive: true })
  writeFileSync(file, `export const readPageParts = async () => (${parts})\n`)
  return file
}

// Chunks beside the entries would take their names: every folder's entry is called index.
const chunksAs = (extension: string) => ({ chunkFileNames: `shared/[name].${extension}` })

const pageParts = await bundleDictionary()
const validators = compileSchemas()

export default defineConfig([
  {
    ...shared,
    format: 'esm',
    // Vitest evaluates the set-up file for each test file, but not what it imports from here.
    entry: { ...entry, 'vitest-set-up': 'src/vitest-set-up/index.ts' },
    define: { COMMON_JS: 'undefined' },
    alias: {
      './page-parts.ts': pageParts,
      './validators.ts': validators,
    },
    outputOptions: chunksAs('mjs'),
  },
  {
    ...shared,
    // Jest runs CommonJS by default.
    format: 'cjs',
    entry: entryForBoth,
    define: { COMMON_JS: 'true' },
    alias: {
      './page-parts.ts': pageParts,
      './validators.ts': validators,
      './load-graphql.ts': resolve('src/graphql/require-graphql.ts'),
      './load-matchers.ts': resolve('src/matchers/require-matchers.ts'),
      './load-msw.ts': resolve('src/collector/doors/msw/require-msw.ts'),
    },
    shims: true,
    clean: false,
    outputOptions: chunksAs('cjs'),
  },
])
