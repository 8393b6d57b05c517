interface Modules {
  'node:crypto': typeof import('node:crypto')
  'node:http': typeof import('node:http')
  'node:fs': typeof import('node:fs')
  'node:path': typeof import('node:path')
  'node:stream': typeof import('node:stream')
  'node:util': typeof import('node:util')
  'node:v8': typeof import('node:v8')
  'node:zlib': typeof import('node:zlib')
  '@noble/hashes/sha2.js': typeof import('@noble/hashes/sha2.js')
  '@snowplow/node-tracker': typeof import('@snowplow/node-tracker')
  'ajv-draft-04': typeof import('ajv-draft-04')['default']
  'ajv-formats': typeof import('ajv-formats')['default']
  cheerio: typeof import('cheerio')
  jiti: typeof import('jiti')
  'js-yaml': typeof import('js-yaml')
  tinyglobby: typeof import('tinyglobby')
}

/** What Jest hands to every CommonJS module. */
declare const jest: { requireActual(name: string): unknown } | undefined

/**
 * Loads a module when it is first needed, so that importing this package costs a test file next to
 * nothing. It is the real one also where a runner mocks it (`vi.mock`, `jest.mock`), which lets the
 * fake of `@snowplow/node-tracker` be built from it.
 */
export function requireModule<Name extends keyof Modules>(name: Name): Modules[Name] {
  const known = loaded.get(name)
  if (known) return known as Modules[Name]
  const module = load(name) as Modules[Name]
  loaded.set(name, module)
  return module
}

/** Whether this is a real browser, which has no modules to require and no files to read. */
export function runsInBrowser(): boolean {
  return globalThis.process?.getBuiltinModule === undefined
}

/** Hands over a module that was imported, for browsers, which can require none. */
export function provideModule<Name extends keyof Modules>(name: Name, module: Modules[Name]): void {
  loaded.set(name, module)
}

/**
 * Loads ahead what concurrent tests may need: Jest refuses to load modules while it is between two
 * tests, which concurrent ones often are. What is not installed is found out when it is used.
 */
export function preloadModules(): void {
  for (const name of ['@snowplow/node-tracker', 'js-yaml', 'tinyglobby'] as const) {
    try {
      requireModule(name)
    } catch {}
  }
}

const loaded = new Map<string, unknown>()

function load(name: string): unknown {
  if (runsInBrowser()) throw new Error(`${name} was not imported, and a browser cannot require it`)
  if (typeof jest !== 'undefined') return jest.requireActual(name)
  return process.getBuiltinModule('node:module').createRequire(import.meta.url)(name)
}
