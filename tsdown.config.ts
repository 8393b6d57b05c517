import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import { build, defineConfig } from 'tsdown'
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

const pageParts = await bundleDictionary()
const validators = compileSchemas()

/** Returns the modules that are left of an entry, with those that it imports, when it is bundled alone. */
async function modulesOf(entry: string): Promise<ReadonlySet<string>> {
  const options = { ...shared, config: false, format: 'esm', dts: false } as const
  const [bundle] = await build({
    ...options,
    entry,
    define: { COMMON_JS: 'undefined' },
    alias: { './page-parts.ts': pageParts, './validators.ts': validators },
    write: false,
    clean: false,
    logLevel: 'error',
  })
  const chunks = new Map(
    bundle?.chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk]] : [])),
  )
  const loaded = new Set<string>()
  const add = (fileName: string) => {
    const chunk = chunks.get(fileName)
    chunks.delete(fileName)
    for (const module of chunk?.moduleIds ?? []) loaded.add(module)
    for (const imported of chunk?.imports ?? []) add(imported)
  }
  for (const [fileName, { isEntry }] of [...chunks]) if (isEntry) add(fileName)
  return loaded
}

const setUp = await modulesOf('src/vitest-set-up/index.ts')
const tracking = await modulesOf('src/entries/index.ts')
const asserting = await modulesOf('src/entries/matchers.ts')
const base = new Set([...setUp].filter((module) => tracking.has(module) || asserting.has(module)))

/**
 * Chunks beside the entries would take their names: every folder's entry is called index. Modules
 * that a test file loads together are one chunk, since each file costs Node.js a millisecond: what
 * each test file is set up with, what those need besides that track, and those that assert.
 */
const chunksAs = (extension: string) => ({
  chunkFileNames: `shared/[name].${extension}`,
  // The declarations have them; V8 reads them in each worker.
  comments: { jsdoc: false },
  codeSplitting: {
    groups: [
      { name: 'base', test: (id: string) => base.has(id), priority: 3 },
      { name: 'tracking', test: (id: string) => tracking.has(id), priority: 2 },
      { name: 'asserting', test: (id: string) => asserting.has(id), priority: 1 },
    ],
  },
})

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
