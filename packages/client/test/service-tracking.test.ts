import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { TrackingError, trackInternalEvent as track } from '../../../src/entries/index.ts'
import { InternalEventsClient } from '../src/entries/index.ts'
import {
  type ServiceTracking,
  serviceTracking,
  type TrackOptions,
} from '../src/entries/services.ts'
import { STANDARD_NULLS } from './standard-context-nulls.ts'

const user = { id: 1 }
const project = { id: 2, namespace: { id: 3 } }

/** A function that decorates services, and the calls of tracking that it leads to. */
function recorded(settings: Partial<ServiceTracking<object>> = {}) {
  const calls: [string, TrackOptions][] = []
  const trackInternalEvent = serviceTracking({
    trackInternalEvent: (name, options) => void calls.push([name, options]),
    ...settings,
  })
  return { trackInternalEvent, calls, names: () => calls.map(([name]) => name) }
}

/** A class whose method does as the given function. */
const serviceOf = <Result>(execute: () => Result) =>
  class PullService {
    execute(): Result {
      return execute()
    }
  }

type Row = readonly [name: string, execute: () => unknown]

afterEach(() => vi.unstubAllEnvs())

describe('what counts as a success', () => {
  test.each<Row>([
    ['a service response', () => ({ status: 'success', payload: {} })],
    ['a response of success', () => ({ success: true })],
    ['nothing', () => undefined],
    ['a number', () => 0],
    ['an empty list', () => []],
    ['the status of a record', () => ({ status: 'active' })],
  ])('%s does', (_, execute) => {
    const { trackInternalEvent, names } = recorded()
    const Service = serviceOf(execute)
    trackInternalEvent('failed', { on: 'error' })(Service)
    trackInternalEvent('always', { on: 'always' })(Service)
    trackInternalEvent('by_default')(Service)
    trackInternalEvent('succeeded', { on: 'success' })(Service)
    new Service().execute()
    expect(names()).toEqual(['always', 'by_default', 'succeeded'])
  })

  test.each<Row>([
    ['an error response', () => ({ status: 'error', message: 'no registry' })],
    ['a response without success', () => ({ success: false })],
    ['false', () => false],
    ['null', () => null],
    ['an empty text', () => ''],
  ])('%s does not', async (_, execute) => {
    const { trackInternalEvent, names } = recorded()
    for (const Service of [serviceOf(execute), serviceOf(async () => execute())]) {
      trackInternalEvent('succeeded', { on: 'success' })(Service)
      trackInternalEvent('failed', { on: 'error' })(Service)
      trackInternalEvent('always', { on: 'always' })(Service)
      await new Service().execute()
    }
    expect(names()).toEqual(['failed', 'always', 'failed', 'always'])
  })

  test('an error that is thrown does not, and is thrown on', async () => {
    const error = new Error('no registry')
    for (const execute of [
      () => {
        throw error
      },
      () => Promise.reject(error),
    ]) {
      const { trackInternalEvent, calls } = recorded()
      const Service = serviceOf(execute)
      trackInternalEvent('succeeded')(Service)
      trackInternalEvent('judged', { on: () => true })(Service)
      trackInternalEvent('always', { on: 'always' })(Service)
      trackInternalEvent('failed', {
        on: 'error',
        conditions: (_service, result, thrown) => result === undefined && thrown === error,
        additionalProperties: (_result, _service, thrown) => ({ label: (thrown as Error).message }),
      })(Service)
      const caught = await (async () => new Service().execute())().catch((thrown) => thrown)
      expect(caught).toBe(error)
      expect(calls.map(([name, options]) => [name, options.additionalProperties])).toEqual([
        ['always', {}],
        ['failed', { label: 'no registry' }],
      ])
    }
  })

  test('a function decides by itself, with the result and the service', () => {
    const { trackInternalEvent, names } = recorded()
    const Service = serviceOf(() => ({ valid: true }))
    const on = vi.fn((result: { valid: boolean }, _service: object) => result.valid)
    trackInternalEvent('valid', { on })(Service)
    trackInternalEvent('invalid', { on: (result: { valid: boolean }) => !result.valid })(Service)
    const service = new Service()
    service.execute()
    expect(names()).toEqual(['valid'])
    expect(on).toHaveBeenCalledExactlyOnceWith({ valid: true }, service)
  })
})

describe('a service that tracks', () => {
  test('has the arguments, the result and the instance that it has without', async () => {
    const { trackInternalEvent } = recorded()
    class AddService {
      readonly #base = 10
      execute(first: number, second: number) {
        return this.#base + first + second
      }
    }
    expect(trackInternalEvent('added')(AddService)).toBe(AddService)
    expect(new AddService().execute(1, 2)).toBe(13)
    expect(Object.keys(new AddService())).toEqual([])
    expect(AddService.prototype.execute.name).toBe('execute')
    const result = {}
    const Service = serviceOf(async () => result)
    trackInternalEvent('added')(Service)
    expect(await new Service().execute()).toBe(result)
  })

  test('tracks when its promise has settled', async () => {
    const { trackInternalEvent, names } = recorded()
    let resolve = () => {}
    const Service = serviceOf(() => new Promise<void>((settle) => (resolve = settle)))
    trackInternalEvent('succeeded')(Service)
    const executed = new Service().execute()
    expect(names()).toEqual([])
    resolve()
    await executed
    expect(names()).toEqual(['succeeded'])
  })

  test('tracks several events in the order in which they are written', () => {
    const { trackInternalEvent, names } = recorded()
    const Service = serviceOf(() => true)
    trackInternalEvent('second')(Service)
    trackInternalEvent('third')(Service)
    // Decorators are applied from the last to the first.
    const context = { kind: 'class' } as ClassDecoratorContext<typeof Service>
    trackInternalEvent('first')(Service, context)
    new Service().execute()
    expect(names()).toEqual(['first', 'second', 'third'])
  })

  test('hands its events down to its subclasses, which add their own', () => {
    const { trackInternalEvent, calls, names } = recorded()
    const Service = serviceOf(() => true)
    trackInternalEvent('parent')(Service)
    trackInternalEvent('second')(Service)
    class ChildService extends Service {}
    trackInternalEvent('child')(ChildService)
    const context = { kind: 'class' } as ClassDecoratorContext<typeof ChildService>
    trackInternalEvent('decorates')(ChildService, context)
    trackInternalEvent('last')(ChildService)
    class SuperService extends Service {
      override execute() {
        return super.execute()
      }
    }
    new ChildService().execute()
    expect(names()).toEqual(['parent', 'second', 'decorates', 'child', 'last'])
    expect(new Set(calls.map(([, { category }]) => category))).toEqual(new Set(['ChildService']))
    calls.length = 0
    new SuperService().execute()
    new Service().execute()
    expect(calls.map(([name, { category }]) => [name, category])).toEqual([
      ['parent', 'SuperService'],
      ['second', 'SuperService'],
      ['parent', 'PullService'],
      ['second', 'PullService'],
    ])
  })

  test('returns a query as it is, which it does not run, and tracks when it has returned it', async () => {
    const { trackInternalEvent, names } = recorded()
    const query = {
      ran: 0,
      // biome-ignore lint/suspicious/noThenProperty: a lazy query has one
      then(resolve: (rows: string) => void) {
        this.ran++
        resolve('rows')
      },
    }
    class LazyPromise extends Promise<string> {
      static ran = 0
      // biome-ignore lint/suspicious/noThenProperty: it runs where it is waited for
      override then(): never {
        LazyPromise.ran++
        throw new Error('ran')
      }
    }
    const lazy = new LazyPromise(() => {})
    for (const result of [query, lazy]) {
      const Service = serviceOf(() => result)
      trackInternalEvent('pulled')(Service)
      expect(new Service().execute()).toBe(result)
    }
    expect(names()).toEqual(['pulled', 'pulled'])
    expect([query.ran, LazyPromise.ran]).toEqual([0, 0])
    expect(await query).toBe('rows')
  })

  test.each<[string, () => Promise<number>]>([
    ['with fields', () => Object.assign(Promise.resolve(5), { pid: 7 })],
    ['of a subclass', () => class extends Promise<number> {}.resolve(5)],
    [
      'of a subclass, with fields',
      () => Object.assign(class extends Promise<number> {}.resolve(5), { pid: 7 }),
    ],
  ])('returns a promise %s as it is, and tracks when it has settled', async (_, make) => {
    const { trackInternalEvent, calls, names } = recorded()
    const promise = make()
    const Service = serviceOf(() => promise)
    trackInternalEvent('pulled', { additionalProperties: (value: number) => ({ value }) })(Service)
    const executed = new Service().execute()
    expect(executed).toBe(promise)
    expect(names()).toEqual([])
    expect(await executed).toBe(5)
    expect(calls[0]?.[1].additionalProperties).toEqual({ value: 5 })
  })

  test('has the error of such a promise, and the events of an error', async () => {
    const { trackInternalEvent, names } = recorded()
    const promise = Object.assign(Promise.reject(new Error('no registry')), { pid: 7 })
    const Service = serviceOf(() => promise)
    trackInternalEvent('failed', { on: 'error' })(Service)
    trackInternalEvent('succeeded')(Service)
    await expect(new Service().execute()).rejects.toThrow('no registry')
    expect(names()).toEqual(['failed'])
  })

  test('returns the promise of another realm when it has tracked', async () => {
    const { trackInternalEvent, names } = recorded()
    const Service = serviceOf(() => runInNewContext('Promise.resolve(5)') as Promise<number>)
    trackInternalEvent('pulled')(Service)
    expect(await new Service().execute()).toBe(5)
    expect(names()).toEqual(['pulled'])
  })

  test('returns a generator before it runs, and tracks then', () => {
    const { trackInternalEvent, names } = recorded()
    let runs = 0
    class PullService {
      *execute() {
        yield ++runs
      }
    }
    trackInternalEvent('pulled')(PullService)
    const generator = new PullService().execute()
    expect(names()).toEqual(['pulled'])
    expect(runs).toBe(0)
    expect([...generator]).toEqual([1])
  })

  test('may be a method alone, of a plain object too', () => {
    const { trackInternalEvent, calls } = recorded()
    const service = {
      currentUser: user,
      execute: trackInternalEvent('pulled')(function (this: { currentUser: object }) {
        return this.currentUser
      }),
    }
    expect(service.execute()).toBe(user)
    const detached = trackInternalEvent('pulled')(() => true)
    expect(detached()).toBe(true)
    const none = { project: undefined, namespace: undefined, category: undefined }
    expect(calls).toEqual([
      ['pulled', { ...none, user, additionalProperties: {} }],
      ['pulled', { ...none, user: undefined, additionalProperties: {} }],
    ])
  })
})

describe('an event of a service', () => {
  test('is tracked where all of its conditions hold', () => {
    const { trackInternalEvent, names } = recorded()
    class PullService {
      readonly template = true
      execute() {
        return 3
      }
    }
    const holds = (service: PullService, result: number) => service.template && result === 3
    trackInternalEvent('both', { conditions: [holds, () => true] })(PullService)
    trackInternalEvent('one', { conditions: [holds, () => false] })(PullService)
    trackInternalEvent('alone', { conditions: () => false })(PullService)
    new PullService().execute()
    expect(names()).toEqual(['both'])
  })

  test('has properties, or those that a function reads, and the other options', () => {
    const { trackInternalEvent, calls } = recorded()
    class PullService {
      readonly lang = 'ruby'
      execute() {
        return 'npm'
      }
    }
    const read = (result: string, { lang }: PullService) => ({ label: result, lang })
    const others = { category: 'Pulls', sendSnowplowEvent: false }
    trackInternalEvent('read', { additionalProperties: read })(PullService)
    trackInternalEvent('none', { additionalProperties: () => null })(PullService)
    trackInternalEvent('given', { additionalProperties: { label: 'npm' }, ...others })(PullService)
    new PullService().execute()
    expect(calls).toMatchObject([
      ['read', { additionalProperties: { label: 'npm', lang: 'ruby' }, category: 'PullService' }],
      ['none', { additionalProperties: {}, category: 'PullService' }],
      ['given', { additionalProperties: { label: 'npm' }, ...others }],
    ])
    for (const [, options] of calls) expect(options).not.toHaveProperty('on')
  })

  test.each([
    ['of the service', { currentUser: user, project }, undefined, { user, project }],
    ['of the result', { project: { id: 9 } }, { project }, { project }],
    ['of a payload', {}, { payload: { project } }, { project, namespace: project.namespace }],
    ['of a value in a payload', {}, { payload: { n: null, pull: { project } } }, { project }],
    ['but not beside a payload', {}, { project, payload: {} }, {}],
    ['a namespace', {}, { namespace: { id: 4 }, group: { id: 5 } }, { namespace: { id: 4 } }],
    ['a group', { namespace: { id: 6 } }, { group: { id: 5 } }, { namespace: { id: 5 } }],
    ['a group of the service', { group: { id: 5 } }, [], { namespace: { id: 5 } }],
    ['nothing without an id', { currentUser: 'me', project: {} }, { payload: 'text' }, {}],
  ])('has the identifiers %s', (_, fields, result, expected) => {
    const { trackInternalEvent, calls } = recorded()
    const Service = serviceOf(() => result)
    trackInternalEvent('pulled')(Service)
    Object.assign(new Service(), fields).execute()
    const none = { user: undefined, project: undefined, namespace: undefined }
    expect(calls).toEqual([
      ['pulled', { ...none, ...expected, category: 'PullService', additionalProperties: {} }],
    ])
  })

  test('has the identifiers that its settings find', () => {
    const sources = {
      currentUser: vi.fn(() => user),
      trackingProjectSource: vi.fn(() => project),
      trackingNamespaceSource: vi.fn(() => ({ id: 4 })),
    }
    const { trackInternalEvent, calls } = recorded(sources)
    const Service = serviceOf(() => 'npm')
    trackInternalEvent('pulled')(Service)
    const service = new Service()
    service.execute()
    expect(calls[0]?.[1]).toMatchObject({ user, project, namespace: { id: 4 } })
    expect(sources.currentUser).toHaveBeenCalledWith(service)
    expect(sources.trackingProjectSource).toHaveBeenCalledWith(service, 'npm')
    expect(sources.trackingNamespaceSource).toHaveBeenCalledWith(service, 'npm')
  })
})

describe('tracking that fails', () => {
  const refused = new Error('refused')
  const refuse = () => {
    throw refused
  }

  test.each([
    ['the function', { trackInternalEvent: refuse }, {}],
    ['a condition', {}, { conditions: refuse }],
    ['a function that decides', {}, { on: refuse }],
    ['a function that reads properties', {}, { additionalProperties: refuse }],
    ['a source', { currentUser: refuse }, {}],
  ])('because of %s harms no service in production', (_, settings, options) => {
    vi.stubEnv('NODE_ENV', 'production')
    const { trackInternalEvent, names } = recorded(settings)
    const Service = serviceOf(() => 'npm')
    const { trackInternalEvent: other } = recorded({
      trackInternalEvent: (name) => void others.push(name),
    })
    const others: string[] = []
    trackInternalEvent('pulled', options)(Service)
    other('after')(Service)
    expect(new Service().execute()).toBe('npm')
    expect(names()).toEqual([])
    expect(others).toEqual(['after'])
  })

  test('is told to who wants to hear of it, and thrown elsewhere', async () => {
    const onError = vi.fn()
    const Service = serviceOf(() => 'npm')
    recorded({ trackInternalEvent: refuse, onError }).trackInternalEvent('pulled')(Service)
    expect(new Service().execute()).toBe('npm')
    expect(onError).toHaveBeenCalledExactlyOnceWith(refused)

    const { trackInternalEvent } = recorded({ trackInternalEvent: refuse })
    for (const Thrower of [serviceOf(() => 'npm'), serviceOf(async () => 'npm')]) {
      trackInternalEvent('pulled')(Thrower)
      await expect((async () => new Thrower().execute())()).rejects.toBe(refused)
    }
  })

  test.each(['returned', 'thrown'])(
    'does not keep the events after it from being tracked: %s',
    (end) => {
      const Service = serviceOf(() => {
        if (end === 'thrown') throw new Error('no registry')
        return 'npm'
      })
      const { trackInternalEvent, names } = recorded({
        trackInternalEvent: (name) => {
          if (name !== 'after') throw new Error(name)
          seen.push(name)
        },
      })
      const seen: string[] = []
      for (const name of ['first', 'second', 'after'])
        trackInternalEvent(name, { on: 'always' })(Service)
      expect(() => new Service().execute()).toThrow(end === 'thrown' ? 'no registry' : 'first')
      expect(seen).toEqual(['after'])
      expect(names()).toEqual([])
    },
  )

  test('never hides the error of the service, and is not one of it', async () => {
    const error = new Error('no registry')
    const { trackInternalEvent } = recorded({ trackInternalEvent: refuse })
    const { trackInternalEvent: other, names } = recorded()
    const Service = serviceOf(async () => {
      throw error
    })
    trackInternalEvent('pulled', { on: 'error' })(Service)
    await expect(new Service().execute()).rejects.toBe(error)
    const Fine = serviceOf(() => 'npm')
    trackInternalEvent('pulled')(Fine)
    other('failed', { on: 'error' })(Fine)
    expect(() => new Fine().execute()).toThrow(refused)
    expect(names()).toEqual([])
  })

  test('later, in a function that is asynchronous, is told as well, and swallowed in production', async () => {
    const onError = vi.fn()
    const rejects = async () => refuse()
    const unhandled = vi.fn()
    const listeners = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', unhandled)
    onTestFinished(() => {
      process.removeAllListeners('unhandledRejection')
      for (const listener of listeners) process.on('unhandledRejection', listener)
    })
    const execute = async (settings: Partial<ServiceTracking<object>>) => {
      const Service = serviceOf(() => 'npm')
      recorded({ trackInternalEvent: rejects, ...settings }).trackInternalEvent('pulled')(Service)
      expect(new Service().execute()).toBe('npm')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await execute({ onError })
    expect(onError).toHaveBeenCalledExactlyOnceWith(refused)
    vi.stubEnv('NODE_ENV', 'production')
    await execute({})
    expect(unhandled).not.toHaveBeenCalled()
    vi.unstubAllEnvs()
    await execute({})
    expect(unhandled).toHaveBeenCalledExactlyOnceWith(refused, expect.any(Promise))
  })
})

test('types refuse another service, another result, and an end that no call takes', () => {
  const { trackInternalEvent } = recorded()
  const misuse = (Service: new () => { execute(): string }) => {
    // @ts-expect-error the result is a text
    trackInternalEvent('pulled', { on: (result: number) => result > 1 })(Service)
    const inRuby = ({ lang }: { lang: string }) => lang === 'ruby'
    // @ts-expect-error the service has no language
    trackInternalEvent('pulled', { conditions: inRuby })(Service)
    // @ts-expect-error nor does it fail so
    trackInternalEvent('pulled', { on: 'failure' })
    const read = (label: string) => ({ label })
    // @ts-expect-error without a result there is nothing to read
    trackInternalEvent('pulled', { on: 'error', additionalProperties: read })
  }
  expect(misuse).toBeTypeOf('function')
})

describe('misuse', () => {
  const { trackInternalEvent } = recorded()
  const refuse = () => {
    throw new Error('refused')
  }
  const message = (code: () => unknown) => {
    try {
      code()
    } catch (error) {
      return `${(error as { code: string }).code}: ${(error as Error).message}`
    }
    return 'nothing thrown'
  }

  test('an unknown end of a call', () => {
    const on = 'sucess' as 'success'
    expect(message(() => trackInternalEvent('pulled', { on }))).toMatchInlineSnapshot(
      `"INVALID_SETTING: Failed to track "pulled": "on" is "sucess". Pass "success", "error", "always" or a function."`,
    )
  })

  test('an unknown option', () => {
    const options = { condition: () => false } as object
    expect(message(() => trackInternalEvent('pulled', options))).toMatchInlineSnapshot(
      `"INVALID_SETTING: Failed to track "pulled": there is no option "condition". Pass some of: on, additionalProperties, aiContext, category, conditions, featureEnabledByNamespaceIds, sendSnowplowEvent."`,
    )
  })

  test.each([null, true, [() => true, null]])('conditions that are %o', (conditions) => {
    expect(message(() => trackInternalEvent('pulled', { conditions } as never))).toBe(
      'INVALID_SETTING: Failed to track "pulled": its "conditions" are not functions. Pass a function, or a list of functions.',
    )
  })

  test.each<[string, object, string]>([
    [
      'a condition',
      { conditions: async () => false },
      '"conditions" gave a promise, and tracking does not wait. Make the function synchronous.',
    ],
    [
      'a list of conditions',
      { conditions: [() => true, async () => refuse()] },
      '"conditions" gave a promise, and tracking does not wait. Make the function synchronous.',
    ],
    [
      'a function that decides',
      { on: async () => false },
      '"on" gave a promise, and tracking does not wait. Make the function synchronous.',
    ],
    [
      'a function that reads properties',
      { additionalProperties: async () => ({}) },
      '"additionalProperties" gave a promise, and tracking does not wait. Make the function synchronous.',
    ],
    [
      'properties in a map',
      { additionalProperties: new Map() },
      '"additionalProperties" are not an object of properties. Pass an object such as { label: "npm" }.',
    ],
    [
      'properties that are a text',
      { additionalProperties: () => 'npm' },
      '"additionalProperties" are not an object of properties. Pass an object such as { label: "npm" }.',
    ],
  ])('%s that gives nothing to read at once', (_, options, cause) => {
    const { trackInternalEvent, names } = recorded()
    const Service = serviceOf(() => true)
    trackInternalEvent('pulled', options)(Service)
    expect(message(() => new Service().execute())).toBe(
      `INVALID_SETTING: Failed to track "pulled": its ${cause}`,
    )
    expect(names()).toEqual([])
  })

  test('what a function returns decides by its truth', () => {
    const { trackInternalEvent, names } = recorded()
    const Service = serviceOf(() => true)
    trackInternalEvent('text', { on: () => 'no' as never })(Service)
    trackInternalEvent('zero', { on: () => 0 as never })(Service)
    trackInternalEvent('one', { conditions: () => 1 as never })(Service)
    trackInternalEvent('nothing', { conditions: () => undefined as never })(Service)
    new Service().execute()
    expect(names()).toEqual(['text', 'one'])
  })

  test('a field that hides the method of a parent', () => {
    class Parent {
      execute(): unknown {
        return true
      }
    }
    class Child extends Parent {
      override execute = () => false
    }
    class Other extends Parent {
      readonly #execute = 5
      executed = () => this.#execute === 5
      run() {
        const execute = 3
        return this.execute === undefined ? execute : 4
      }
    }
    expect(message(() => trackInternalEvent('pulled')(Child))).toBe(
      'INVALID_SETTING: Failed to track "pulled": its service hides the method "execute" behind a field. Declare "execute" as a method of the class, or pass the method itself.',
    )
    expect(message(() => trackInternalEvent('pulled')(Other))).toBe('nothing thrown')
  })

  test.each([
    class {
      execute = () => true
    },
    class {},
    { execute() {} },
    undefined,
  ])('a service without a method: %s', (service) => {
    const decorate = trackInternalEvent('pulled') as (service: unknown) => unknown
    expect(message(() => decorate(service))).toBe(
      'INVALID_SETTING: Failed to track "pulled": its service has no method "execute". Declare "execute" as a method of the class, or pass the method itself.',
    )
  })
})

describe('with the functions that track', () => {
  class PullService {
    readonly currentUser = user
    readonly project = project
    async execute(type: string) {
      return { status: 'success', payload: { type } }
    }
  }
  const typed = (result: { payload: { type: string } }) => ({ label: result.payload.type })

  test('of internal-events-testing', async () => {
    class Service extends PullService {}
    serviceTracking({ trackInternalEvent: track })('pull_package', {
      additionalProperties: typed,
    })(Service)
    await expect(() => new Service().execute('npm'))
      .toTriggerInternalEvents('pull_package')
      .with({ user, project, category: 'Service', additionalProperties: { label: 'npm' } })
      .and.toIncrementUsageMetrics('counts.package_pulls')
  })

  test('an unknown event fails the service in a test, as there', async () => {
    class Service extends PullService {}
    serviceTracking({ trackInternalEvent: track })('pull_packages')(Service)
    await expect(new Service().execute('npm')).rejects.toThrow(TrackingError)
  })

  test('of a client', async () => {
    const sent = vi.fn()
    const client = new InternalEventsClient({ enabled: true, tracker: { track: sent } as never })
    class Service extends PullService {}
    const trackInternalEvent = serviceTracking({ trackInternalEvent: client.trackInternalEvent })
    trackInternalEvent('pull_package', {
      additionalProperties: typed,
      featureEnabledByNamespaceIds: [3],
      aiContext: { session_id: '7' },
    })(Service)
    trackInternalEvent('counted_alone', { sendSnowplowEvent: false })(Service)
    await new Service().execute('npm')
    expect(sent).toHaveBeenCalledOnce()
    const [event, [standard, ai]] = sent.mock.calls[0] as [
      { build(): object },
      [{ data: object }, { data: object }],
    ]
    expect(event.build()).toMatchObject({ se_ca: 'Service', se_ac: 'pull_package', se_la: 'npm' })
    expect(standard.data).toEqual({
      ...STANDARD_NULLS,
      environment: 'development',
      source: 'ai-gateway-python',
      extra: {},
      project_id: 2,
      namespace_id: 3,
      feature_enabled_by_namespace_ids: [3],
    })
    expect(ai.data).toMatchObject({ session_id: '7' })
  })
})
