import { AsyncLocalStorage } from 'node:async_hooks'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { build } from 'tsdown'
import { expect, test, vi } from 'vitest'
import type * as controllers from '../src/entries/controllers.ts'
import type * as main from '../src/entries/index.ts'

/** The package on the edge: all of it in one file, for a runtime that is not Node.js. */
const ENTRIES = ['index', 'controllers', 'services', 'contexts'] as const

const OPTIONS = {
  config: false,
  platform: 'neutral',
  target: 'es2022',
  tsconfig: 'tsconfig.build.json',
  dts: false,
  write: false,
  logLevel: 'silent',
} as const

const [bundle] = await build({
  ...OPTIONS,
  entry: ENTRIES.map((name) => `packages/client/src/entries/${name}.ts`),
  format: 'cjs',
})
const chunks = new Map(
  bundle?.chunks.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk]] : [])),
)

test('its files import nothing but AsyncLocalStorage', () => {
  const imports = [...chunks.values()].flatMap((chunk) => [
    ...chunk.imports,
    ...chunk.dynamicImports,
  ])
  expect(new Set(imports.filter((name) => !chunks.has(name)))).toEqual(
    new Set(['node:async_hooks']),
  )
})

test.each([
  ['alone', '', 10],
  ['with the adapter of Express', ', expressEventContext', 12],
  ['with the adapter of Fastify', ', fastifyEventContext', 12],
  ['with the adapter of Hono', ', honoEventContext', 12],
  ['with the adapter of gRPC', ', grpcEventContext', 12],
])(
  'the client %s has less than %3$i kB, minified and compressed',
  async (_what, adapter, kilobytes) => {
    const index = `${process.cwd()}/packages/client/src/entries/index.ts`
    const [{ chunks: [chunk] = [] } = {}] = await build({
      ...OPTIONS,
      entry: { service: 'a service' },
      plugins: [
        {
          name: 'a service',
          resolveId: (id) => (id === 'a service' ? id : undefined),
          load: (id) =>
            id === 'a service'
              ? `export { InternalEventsClient${adapter} } from '${index}'`
              : undefined,
        },
      ],
      format: 'esm',
      minify: true,
    })
    const code = chunk?.type === 'chunk' ? chunk.code : ''
    expect(gzipSync(code).length).toBeLessThan(kilobytes * 1000)
  },
)

/** Runs an entry where there are the globals of the web, and none of Node.js. */
function load(entry: (typeof ENTRIES)[number]): unknown {
  const loaded = new Map<string, { exports: unknown }>()
  const require = (name: string): unknown => {
    if (name === 'node:async_hooks') return { AsyncLocalStorage }
    const chunk = chunks.get(name.replace('./', ''))
    if (!chunk) throw new Error(`${name} is not there`)
    const module = loaded.get(chunk.fileName) ?? { exports: {} }
    if (loaded.has(chunk.fileName)) return module.exports
    loaded.set(chunk.fileName, module)
    const { performance, crypto, btoa, TextEncoder, URL, fetch, setTimeout, clearTimeout } =
      globalThis
    runInNewContext(chunk.code, {
      ...{ performance, crypto, btoa, TextEncoder, URL, fetch, setTimeout, clearTimeout, console },
      require,
      module,
      exports: module.exports,
    })
    return module.exports
  }
  const name = [...chunks.keys()].find((file) => file.startsWith(`${entry}.`))
  return require(name ?? entry)
}

test('a request of Hono has its context there, and ids are hashed', async () => {
  const { currentEventContext, hashUserId, honoEventContext } = load('index') as typeof main
  const app = new Hono()
  app.use(honoEventContext({ logger: { warn() {} } }))
  app.get('/', (context) => context.json(currentEventContext()))
  const response = await app.request('/', { headers: { 'x-gitlab-project-id': '7' } })
  expect(await response.json()).toMatchObject({ project_id: 7, client_type: 'api' })
  expect(hashUserId('salt')(7)).toMatch(/^[\w+/]{43}=$/)
})

test('tracking that fails fails nothing there: no variable says that it is not production', async () => {
  const { apiEventTracking } = load('controllers') as typeof controllers
  const trackInternalEvent = vi.fn(() => {
    throw new Error('no collector')
  })
  await apiEventTracking({ trackInternalEvent })('pull_package', { user: { id: 1 } })
  expect(trackInternalEvent).toHaveBeenCalledTimes(1)
})

test.each(ENTRIES.slice(2))('%s can be loaded there', (entry) => {
  expect(Object.keys(load(entry) as object).length).toBeGreaterThan(0)
})
