import { globSync } from 'node:fs'
import { defineConfig } from 'tsdown'

const shared = {
  entry: globSync('src/entries/*.ts'),
  platform: 'node',
  target: 'node20.19',
  tsconfig: '../../tsconfig.build.json',
  dts: true,
  fixedExtension: true,
  hash: false,
} as const

// Chunks beside the entries would take their names: every folder's entry is called index.
const chunksAs = (extension: string) => ({ chunkFileNames: `shared/[name].${extension}` })

export default defineConfig([
  { ...shared, format: 'esm', outputOptions: chunksAs('mjs') },
  { ...shared, format: 'cjs', clean: false, outputOptions: chunksAs('cjs') },
])
