import { InternalEventsError } from './internal-events-error.ts'

export type ModuleErrorCode =
  /** `internal-events-testing/graphql` was loaded, and `graphql` is not installed. Run `npm install --save-dev graphql`. */
  | 'GRAPHQL_MISSING'
  /** A module is needed in a browser, which cannot require it. Name `internal-events-testing/vitest` as a set-up file. */
  | 'MODULE_MISSING'
  /** `internal-events-testing/msw` was loaded or `aiUsageDataHandlers` called, and `msw` is not installed. Run `npm install --save-dev msw`. */
  | 'MSW_MISSING'
  /** The version of Node.js is older than 20.19. Run the tests with a newer one. */
  | 'NODE_TOO_OLD'
  /** `npx internal-events check --sources` found sources that need `@babel/parser` (scripts) or `@ruby/prism` (Ruby, ERB, HAML), and it is not installed. Install it as a development dependency. */
  | 'PARSER_MISSING'
  /** `internal-events-testing/expect` was imported under the `node:test` of Deno, in which tests are not told apart: an assertion that nobody awaits would pass. Run the tests with Vitest there, or with Node.js. */
  | 'RUNNER_UNSUPPORTED'
  /** `@snowplow/node-tracker` is not installed, or older than 4. Install version 4. */
  | 'TRACKER_MISSING'

/** Thrown when a module is needed and cannot be loaded. */
export class ModuleError extends InternalEventsError<ModuleErrorCode> {}

interface Modules {
  'node:crypto': typeof import('node:crypto')
  'node:http': typeof import('node:http')
  'node:fs': typeof import('node:fs')
  'node:path': typeof import('node:path')
  'node:stream': typeof import('node:stream')
  'node:util': typeof import('node:util')
  'node:v8': typeof import('node:v8')
  'node:vm': typeof import('node:vm')
  'node:zlib': typeof import('node:zlib')
  '@babel/parser': typeof import('@babel/parser')
  '@ruby/prism/src/parsePrism.js': typeof import('@ruby/prism/src/parsePrism.js')
  '@snowplow/node-tracker': typeof import('@snowplow/node-tracker')
  'ajv-draft-04': typeof import('ajv-draft-04')['default']
  'ajv-formats': typeof import('ajv-formats')['default']
  jiti: typeof import('jiti')
  'js-yaml': typeof import('js-yaml')
  parse5: typeof import('parse5')
  'parse5-htmlparser2-tree-adapter': typeof import('parse5-htmlparser2-tree-adapter')
  tinyglobby: typeof import('tinyglobby')
}

/** The object that Jest hands to every CommonJS module. */
declare const jest: { requireActual(name: string): unknown } | undefined

/**
 * Loads a module when it is first needed, so that importing this package costs a test file next to
 * nothing. It loads the real module even where a runner mocks it (`vi.mock`, `jest.mock`): the fake
 * of `@snowplow/node-tracker` is built from it.
 */
export function requireModule<Name extends keyof Modules>(name: Name): Modules[Name] {
  const known = loaded.get(name)
  if (known) return known as Modules[Name]
  const module = load(name) as Modules[Name]
  loaded.set(name, module)
  return module
}

/**
 * Tells whether this is a real browser, which cannot require modules or read files.
 *
 * @throws {ModuleError} `NODE_TOO_OLD`; every entry point asks when it loads.
 */
export function runsInBrowser(): boolean {
  const { versions, getBuiltinModule } = (globalThis.process ?? {}) as Partial<NodeJS.Process>
  if (getBuiltinModule) return false
  if (!versions?.node) return true
  throw new ModuleError(
    'NODE_TOO_OLD',
    `Failed to load internal-events-testing: this is Node.js ${versions.node}. Run it with Node.js 20.19 or later.`,
  )
}

/** Provides an imported module for browsers, which cannot require one. */
export function provideModule<Name extends keyof Modules>(name: Name, module: Modules[Name]): void {
  loaded.set(name, module)
}

/**
 * Loads ahead the modules that concurrent tests may need: Jest refuses to load modules between two
 * tests, which is when concurrent tests often run. A module that is not installed is reported when
 * it is used.
 */
export function preloadModules(): void {
  for (const name of PRELOADED) {
    try {
      requireModule(name)
    } catch {}
  }
}

const PRELOADED = [
  '@snowplow/node-tracker',
  'js-yaml',
  'parse5',
  'parse5-htmlparser2-tree-adapter',
  'tinyglobby',
] as const

const loaded = new Map<string, unknown>()

function load(name: string): unknown {
  if (runsInBrowser()) {
    throw new ModuleError(
      'MODULE_MISSING',
      `Failed to load ${name}: it was not imported, and a browser cannot require it. Name internal-events-testing/vitest as a set-up file.`,
    )
  }
  if (typeof jest !== 'undefined') return jest.requireActual(name)
  return process.getBuiltinModule('node:module').createRequire(import.meta.url)(name)
}

/**
 * Returns what loads an ES module of this package at once, as the very module that `import` gives;
 * `undefined` where Node.js cannot, or has not evaluated this module itself: Vitest evaluates what it
 * inlines, and all modules in a pool of virtual machines, so that there would be two of each.
 */
export function nativeRequire(): NodeJS.Require | undefined {
  const isInlined = (import.meta as { readonly env?: unknown }).env !== undefined
  if (isInlined || runsInBrowser() || !process.features.require_module) return undefined
  const require = process.getBuiltinModule('node:module').createRequire(import.meta.url)
  // A function of another realm is an instance of another class.
  return require instanceof Function ? require : undefined
}
