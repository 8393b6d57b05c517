import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const SOURCES = 'packages/client/src/'

/** The modules that a file names, those of types alone too unless `runTime`; paths from the root. */
function importsOf(file: string, runTime = false): string[] {
  const imports = readFileSync(file, 'utf8').matchAll(
    /^(?:im|ex)port (type )?[\w\s{},*]*?from '([^']+)'/gms,
  )
  return [...imports]
    .filter(([, type]) => !(runTime && type))
    .map(([, , name = '']) => (name.startsWith('.') ? join(dirname(file), name) : name))
}

/** The modules of others that a file needs at run time, by whatever it imports. */
function needsOf(file: string, seen = new Set<string>()): string[] {
  for (const name of importsOf(file, true)) {
    if (seen.has(name)) continue
    seen.add(name)
    if (name.startsWith(SOURCES)) needsOf(name, seen)
  }
  // Bundled: its own version, and a dependency of development.
  const bundled = ['packages/client/package.json', '@noble/hashes/sha2.js']
  return [...seen].filter((name) => !name.startsWith(SOURCES) && !bundled.includes(name)).sort()
}

test.each([
  ['index', ['node:async_hooks']],
  ['controllers', []],
  ['services', []],
  ['contexts', []],
])('%s needs nothing but %j: it runs in production', (entry, needs) => {
  expect(needsOf(`${SOURCES}entries/${entry}.ts`)).toEqual(needs)
})

test('no source knows those of the testing package', () => {
  const named = globSync(`${SOURCES}**/*.ts`).flatMap((file) => importsOf(file))
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((name) => /^(\.|src\/|test\/|internal-events-testing)/.test(name))).toEqual(
    [],
  )
})

test('the testing package knows the contexts alone', () => {
  const named = globSync('src/**/*.ts').flatMap((file) => importsOf(file))
  expect(new Set(named.filter((name) => /packages|internal-events-client/.test(name)))).toEqual(
    new Set([`${SOURCES}entries/contexts.ts`]),
  )
})
