import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { PUBLIC_NAMES, RENAMED } from './public-names.ts'

const entries = globSync('src/entries/*.ts').map((file) => basename(file, '.ts'))

describe('the entry points are the files of src/entries', () => {
  test('package.json exports each of them, and nothing else that is built', () => {
    const exported = Object.keys(packageJson.exports).map((path) => path.replace(/^\.\/?/, ''))
    const faces = entries.filter((name) => name !== 'cli').map((name) => name.replace('index', ''))
    // Types of Vitest 3.2 and 4 over the entry of all versions, schemas for editors, and the manifest.
    const others = ['vitest-4', 'schemas/event.json', 'schemas/metric.json', 'package.json']
    expect(exported.sort()).toEqual([...faces, ...others].sort())
    expect(packageJson.bin).toEqual({ 'internal-events': 'dist/cli.mjs' })
  })

  test('each but those of Vitest and the bin file comes as CommonJS, too', () => {
    const both = Object.entries(packageJson.exports)
      .filter(([, conditions]) => typeof conditions === 'object' && 'require' in conditions)
      .map(([path]) => path.replace(/^\.\/?/, '') || 'index')
    const esmOnly = ['cli', 'plugin', 'vitest', 'vitest-definitions']
    expect(both.sort()).toEqual(entries.filter((name) => !esmOnly.includes(name)).sort())
  })
})

describe('what an entry point exports', () => {
  test.each(entries)('%s', (entry) => {
    expect(namesIn(`src/entries/${entry}.ts`)).toEqual(PUBLIC_NAMES[entry] ?? [])
  })

  test('every name of 0.1.0 before the move to rooms is there, or has a new one', () => {
    for (const [old, now] of Object.entries(RENAMED)) {
      const [face = '', name] = now.split('#')
      expect(namesIn(face), `${old} is ${now}`).toContain(name)
    }
  })
})

/** The names, types included, that a file exports. */
function namesIn(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const lists = [...source.matchAll(/^export(?: type)? \{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    list.split(',').map((name) => name.trim().replace(/^type /, '')),
  )
  const own = [...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(
    ([, name]) => name ?? '',
  )
  return [...new Set([...lists, ...own])].filter((name) => name !== '').sort()
}
