interface Modules {
  'node:fs': typeof import('node:fs')
  'node:path': typeof import('node:path')
  '@snowplow/node-tracker': typeof import('@snowplow/node-tracker')
  jiti: typeof import('jiti')
  'js-yaml': typeof import('js-yaml')
  tinyglobby: typeof import('tinyglobby')
}

/**
 * Loads a module when it is first needed, so that importing this package costs a test file next to
 * nothing. It asks Node itself: a runner's module mocks (`vi.mock`, `jest.mock`) do not reach it,
 * which lets the fake of `@snowplow/node-tracker` be built from the real one.
 */
export function requireModule<Name extends keyof Modules>(name: Name): Modules[Name] {
  const { createRequire } = process.getBuiltinModule('node:module')
  return createRequire(import.meta.url)(name)
}
