interface Modules {
  'node:fs': typeof import('node:fs')
  'node:path': typeof import('node:path')
  '@snowplow/node-tracker': typeof import('@snowplow/node-tracker')
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
  if (typeof jest !== 'undefined') return jest.requireActual(name) as Modules[Name]
  const { createRequire } = process.getBuiltinModule('node:module')
  return createRequire(import.meta.url)(name)
}
