import { createServer, get, type Server } from 'node:http'
import { serve } from '@hono/node-server'
import express, { type Request as ExpressRequest } from 'express'
import Fastify, { type FastifyRequest } from 'fastify'
import { type Context, Hono } from 'hono'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { fakes, TrackingError, trackInternalEvent } from '../../../src/entries/index.ts'
import {
  apiEventTracking,
  expressEventTracking,
  fastifyEventTracking,
  honoEventTracking,
} from '../src/entries/controllers.ts'
import { urlOf } from './url-of.ts'

/** Pages that are tracked, in the frameworks that serve them. */
const ends: (() => unknown)[] = []
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})
const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }
const sources = {
  trackInternalEvent,
  currentUser: () => user,
  trackingProjectSource: () => project,
  trackingNamespaceSource: () => ({ id: 4 }),
}
const PAGE = '<h1>Packages</h1>'

function listening(server: Server): Promise<string> {
  ends.push(() => server.close())
  return urlOf(server)
}

async function startExpress(): Promise<string> {
  const track = expressEventTracking<ExpressRequest>(sources)
  const chart = ({ query }: ExpressRequest) => query['chart'] === undefined
  const app = express()
  app.get('/page', track('view_package_page'), (_, response) => void response.send(PAGE))
  app.get('/json', track('view_package_page'), (_, response) => void response.json({}))
  app.get('/missing', track('view_package_page'), (_, response) => {
    response.status(404).send(PAGE)
  })
  app.get('/fails', track('view_package_page'), () => {
    throw new Error('no page')
  })
  app.get('/moved', track('view_package_page'), (_, response) => response.redirect('/page'))
  app.get(
    '/charts',
    track('view_package_page', {
      conditions: [chart, () => true],
      category: 'ChartsController',
      additionalProperties: ({ path }) => ({ label: path }),
    }),
    (_, response) => void response.send(PAGE),
  )
  app.get(
    '/plain',
    track('view_package_page', { conditions: chart, additionalProperties: () => null }),
    (_, response) => void response.send(PAGE),
  )
  app.get('/misspelt', track('view_package_pages'), (_, response) => void response.send(PAGE))
  // Express knows an error handler by its four parameters.
  app.use((error: Error, _request: unknown, response: express.Response, _next: unknown) => {
    response.status(500).send(error.message)
  })
  return listening(createServer(app).listen(0, '127.0.0.1'))
}

async function startFastify(): Promise<string> {
  const track = fastifyEventTracking<FastifyRequest>(sources)
  const chart = ({ query }: FastifyRequest) => (query as { chart?: string }).chart === undefined
  const app = Fastify()
  const onSend = track('view_package_page')
  app.get('/page', { onSend }, (_, reply) => reply.type('text/html').send(PAGE))
  app.get('/json', { onSend }, () => ({}))
  app.get('/missing', { onSend }, (_, reply) => reply.code(404).type('text/html').send(PAGE))
  app.get('/fails', { onSend }, () => {
    throw new Error('no page')
  })
  app.get('/moved', { onSend }, (_, reply) => reply.redirect('/page'))
  app.get(
    '/charts',
    {
      onSend: track('view_package_page', {
        conditions: [chart, () => true],
        category: 'ChartsController',
        additionalProperties: ({ url }) => ({ label: url }),
      }),
    },
    (_, reply) => reply.type('text/html').send(PAGE),
  )
  app.get(
    '/plain',
    { onSend: track('view_package_page', { conditions: chart, additionalProperties: () => null }) },
    (_, reply) => reply.type('text/html').send(PAGE),
  )
  app.get('/misspelt', { onSend: track('view_package_pages') }, (_, reply) =>
    reply.type('text/html').send(PAGE),
  )
  ends.push(() => app.close())
  return app.listen({ port: 0, host: '127.0.0.1' })
}

async function startHono(): Promise<string> {
  const track = honoEventTracking<Context>(sources)
  const chart = ({ req }: Context) => req.query('chart') === undefined
  const app = new Hono()
  app.get('/page', track('view_package_page'), (context) => context.html(PAGE))
  app.get('/json', track('view_package_page'), (context) => context.json({}))
  app.get('/missing', track('view_package_page'), (context) => context.html(PAGE, 404))
  app.get('/fails', track('view_package_page'), () => {
    throw new Error('no page')
  })
  app.get('/moved', track('view_package_page'), (context) => context.redirect('/page'))
  app.get(
    '/charts',
    track('view_package_page', {
      conditions: [chart, () => true],
      category: 'ChartsController',
      additionalProperties: ({ req }) => ({ label: req.path }),
    }),
    (context) => context.html(PAGE),
  )
  app.get(
    '/plain',
    track('view_package_page', { conditions: chart, additionalProperties: () => null }),
    (context) => context.html(PAGE),
  )
  app.get('/misspelt', track('view_package_pages'), (context) => context.html(PAGE))
  app.onError((error, context) => context.text(error.message, 500))
  return listening(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server)
}

describe.each([
  ['Express', await startExpress()],
  ['Fastify', await startFastify()],
  ['Hono', await startHono()],
])('%s', (_name, url) => {
  const visit = (path: string, headers: Record<string, string> = { accept: 'text/html' }) =>
    fetch(url + path, { headers, redirect: 'manual' })

  test('a page is tracked when it is served, with its user, project and namespace', async () => {
    await expect(async () => {
      const response = await visit('/page')
      expect(await response.text()).toBe(PAGE)
    })
      .toTriggerInternalEvents('view_package_page')
      .with({ user, project, namespace: { id: 4 }, category: 'InternalEventTracking' })
  })

  test('with properties and arguments of its own, where its conditions hold', async () => {
    await expect(() => visit('/charts'))
      .toTriggerInternalEvents('view_package_page')
      .with({
        user,
        project,
        namespace: { id: 4 },
        category: 'ChartsController',
        additionalProperties: { label: '/charts' },
      })
    await expect(() => visit('/charts?chart=x')).not.toTriggerInternalEvents()
    await expect(() => visit('/plain?chart=x')).not.toTriggerInternalEvents()
    await expect(() => visit('/plain'))
      .toTriggerInternalEvents('view_package_page')
      .with({ user, project, namespace: { id: 4 }, additionalProperties: {} })
  })

  test('also to who accepts anything, and where it moves to another page', async () => {
    await expect(() => visit('/page', { accept: '*/*' })).toTriggerInternalEvents(
      'view_package_page',
    )
    await expect(() => visit('/moved')).toTriggerInternalEvents('view_package_page')
    await expect(() => visit('/page', { accept: 'text/html', dnt: '0' })).toTriggerInternalEvents(
      'view_package_page',
    )
  })

  test.each([
    ['/page', { accept: 'text/html', dnt: '1' }],
    ['/page', { accept: 'application/json' }],
    ['/json', { accept: 'text/html' }],
    ['/missing', { accept: 'text/html' }],
    ['/fails', { accept: 'text/html' }],
  ])('%s for %o is not', async (path, headers) => {
    await expect(async () => {
      await (await visit(path, headers as Record<string, string>)).text()
    }).not.toTriggerInternalEvents()
  })

  test('an event that is unknown fails the page in a test, as there', async () => {
    const response = await visit('/misspelt')
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('Unknown event: view_package_pages')
  })
})

test('Express: a request that does not say what it accepts, and a response that ends twice', async () => {
  const track = expressEventTracking(sources)('view_package_page')
  const server = createServer((request, response) =>
    track(request, response, () => {
      response.end(PAGE)
      response.end()
    }),
  ).listen(0, '127.0.0.1')
  const url = await listening(server)
  await expect(
    () => new Promise((resolve) => get(url, (response) => response.resume().on('end', resolve))),
  ).toTriggerInternalEvents('view_package_page')
})

describe('a page whose tracking fails', () => {
  const refused = new Error('refused')
  const visit = async (settings: object, options: object = {}) => {
    const app = new Hono()
    const track = honoEventTracking<Context>({ ...sources, ...settings })
    app.get('/page', track('view_package_page', options), (context) => context.html(PAGE))
    const { status } = await app.request('/page')
    await new Promise((resolve) => setTimeout(resolve, 5))
    return status
  }
  const throws = () => {
    throw refused
  }
  afterEach(() => vi.unstubAllEnvs())

  test.each([
    ['throws', throws],
    ['rejects', async () => throws()],
  ])('since its function %s does not fail in production', async (_, trackInternalEvent) => {
    vi.stubEnv('NODE_ENV', 'production')
    expect(await visit({ trackInternalEvent })).toBe(200)
    vi.unstubAllEnvs()
    const onError = vi.fn()
    expect(await visit({ trackInternalEvent, onError })).toBe(200)
    expect(onError).toHaveBeenCalledExactlyOnceWith(refused)
  })

  test.each([
    [
      { conditions: async () => false },
      'its "conditions" gave a promise, and tracking does not wait. Make the function synchronous.',
    ],
    [
      { additionalProperties: () => new Map() },
      'its "additionalProperties" are not an object of properties. Pass an object such as { label: "npm" }.',
    ],
  ])('hears of options that give nothing to read: %o', async (options, cause) => {
    const onError = vi.fn()
    await visit({ onError }, options)
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ message: `Failed to track "view_package_page": ${cause}` }),
    )
  })

  test.each([
    expressEventTracking(sources),
    fastifyEventTracking(sources),
    honoEventTracking(sources),
  ])('is refused for an unknown option: %o', (track) => {
    expect(() => track('view_package_page', { condition: () => false } as object)).toThrow(
      'Failed to track "view_package_page": there is no option "condition". Pass some of: additionalProperties, aiContext, category, conditions, featureEnabledByNamespaceIds, sendSnowplowEvent.',
    )
  })
})

describe('the helper of an API', () => {
  const trackEvent = apiEventTracking({
    trackInternalEvent,
    findProject: async (id) => {
      if (id === 404) throw new Error("Couldn't find Project with 'id'=404")
      return { id, namespace: { id: 30 } }
    },
  })
  afterEach(() => vi.unstubAllEnvs())

  test('finds project and namespace, and tracks for the user', async () => {
    await expect(() =>
      trackEvent('pull_package', { user, projectId: 2, additionalProperties: { label: 'npm' } }),
    )
      .toTriggerInternalEvents('pull_package')
      .with({
        user,
        project: { id: 2 },
        namespace: { id: 30 },
        additionalProperties: { label: 'npm' },
      })
    await expect(() => trackEvent('pull_package', { user, namespaceId: 5 }))
      .toTriggerInternalEvents('pull_package')
      .with({ user, namespace: { id: 5 } })
      .and.toIncrementUsageMetrics('counts.package_pulls')
    const plain = apiEventTracking({ trackInternalEvent })
    await expect(() => plain('pull_package', { user, projectId: 6, sendSnowplowEvent: false }))
      .toTriggerInternalEvents('pull_package')
      .with({ user, project: { id: 6 } })
    expect(fakes.journal.events.at(-1)?.payload).toBeUndefined()
  })

  test('tracks nothing without a user', async () => {
    await expect(() =>
      trackEvent('pull_package', { user: undefined, projectId: 404 }),
    ).not.toTriggerInternalEvents()
  })

  test('throws what is not found or refused in tests, and swallows it in production', async () => {
    await expect(trackEvent('pull_package', { user, projectId: 404 })).rejects.toThrow(
      "Couldn't find Project",
    )
    await expect(trackEvent('pull_packages', { user })).rejects.toThrow(TrackingError)
    vi.stubEnv('NODE_ENV', 'production')
    await expect(() =>
      trackEvent('pull_package', { user, projectId: 404 }),
    ).not.toTriggerInternalEvents()
  })

  test('tells who wants to hear of it', async () => {
    const onError = vi.fn()
    await apiEventTracking({ trackInternalEvent, onError })('pull_packages', { user })
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(TrackingError))
    const rejects = async () => {
      throw new Error('refused')
    }
    await apiEventTracking({ trackInternalEvent: rejects, onError })('pull_package', { user })
    expect(onError).toHaveBeenLastCalledWith(new Error('refused'))
  })
})
