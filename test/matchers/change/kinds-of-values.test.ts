import { describe, expect, test, vi } from 'vitest'
import { messageOf } from '../message-of.ts'

const nothing = () => {}

/** A read that gives one value before the block, and the other one after it. */
function toggled(one: () => unknown, other: () => unknown): () => unknown {
  let reads = 0
  return () => (reads++ % 2 === 0 ? one() : other())
}

const structuredCopy = (value: unknown) =>
  value instanceof URL ? new URL(value) : structuredClone(value)

class Volume {
  readonly #amount: number
  readonly #unit: 'l' | 'ml'

  constructor(amount: number, unit: 'l' | 'ml') {
    this.#amount = amount
    this.#unit = unit
  }

  liters(): number {
    return this.#unit === 'l' ? this.#amount : this.#amount / 1000
  }
}

// biome-ignore lint/complexity/noStaticOnlyClass: its static field is the value
class Counted {
  static n = 1
}

class Cart {
  items = ['a']
}

class Stack extends Array<number> {
  name = 'a'
}

class Missing extends Error {
  key = 'a'
}

class Purse {
  #coins = 0
  owner = 'Ada'

  add(): void {
    this.#coins += 1
  }

  toJSON(): unknown {
    return this.#coins
  }
}

/** Made by esbuild of `class { #coins = 0; owner = 'Ada' }`. */
class Lowered {
  owner = 'Ada'

  coins(): unknown {
    return __privateGet(this, 'coins')
  }
}
const __privateGet = (object: object, field: string) => Reflect.get(object, field)

const cyclic = () => {
  const value: { self?: object; n: number } = { n: 0 }
  value.self = value
  return value
}

const key = Symbol('key')
const hidden = <Value extends object>(value: Value) =>
  Object.defineProperty(value, 'n', { value: 0, writable: true })
const throwing = () => {
  let message = 'first'
  return {
    set(next: string) {
      message = next
    },
    get n() {
      throw new Error(message)
    },
  }
}
const throwError = () => {
  throw new Error('from a getter')
}

describe('an object that changes in place', () => {
  const proxyOf = () => new Proxy({ n: { m: 0 } }, {})
  const bytes = () => new Uint8Array([1, 2, 3])
  const shared = () => {
    const value = new SharedArrayBuffer(2)
    return new Uint8Array(value)
  }
  const spied = () => vi.fn((n?: number) => n)
  const owner = { name: 'Ada' }

  // biome-ignore lint/suspicious/noExplicitAny: values of all kinds
  test.each<[string, () => any, (value: any) => unknown]>([
    ['an array', () => [1], (value) => value.push(2)],
    ['an array in an object', () => ({ a: [1] }), (value) => value.a.push(2)],
    ['a sparse array', () => new Array(2), (value) => value.fill(undefined)],
    ['a property of an array', () => Object.assign([1], { n: 1 }), (value) => (value.n = 2)],
    ['a list of a class', () => Stack.from([1, 2]), (value) => value.push(3)],
    ['a property of a list of a class', () => new Stack(), (value) => (value.name = 'b')],
    ['a map', () => new Map([['a', { n: 1 }]]), (value) => Object.assign(value.get('a'), { n: 2 })],
    ['a key of a map', () => new Map([[{ n: 1 }, 'a']]), (value) => ([...value.keys()][0].n = 2)],
    ['a value under a key', () => new Map([[owner, 'a']]), (value) => value.set(owner, 'b')],
    ['a value that is undefined', () => new Map([['a', 1]]), (value) => value.set('a', undefined)],
    ['a set', () => new Set([1]), (value) => value.add(2)],
    ['a set of objects', () => new Set([{ n: 1 }, { n: 2 }]), (value) => ([...value][1].n = 1)],
    ['a date', () => new Date(0), (value) => value.setTime(1)],
    ['a date that becomes invalid', () => new Date(0), (value) => value.setTime(Number.NaN)],
    ['a place in a text', () => /a/g, (value) => value.test('a')],
    ['a pattern', () => /a/g, (value) => value.compile('b', 'g')],
    ['an ArrayBuffer', () => new ArrayBuffer(2), (value) => new Uint8Array(value).fill(1)],
    ['a SharedArrayBuffer', shared, (value) => value.fill(1)],
    ['what its view shares', () => shared().buffer, (value) => new Uint8Array(value).fill(1)],
    ['a DataView', () => new DataView(new ArrayBuffer(2)), (value) => value.setInt8(1, 1)],
    ['a typed array', bytes, (value) => value.fill(2)],
    ['a zero of floats', () => new Float64Array(1), (value) => value.fill(-0)],
    ['a list of 64 bits', () => new BigInt64Array(1), (value) => value.fill(1n)],
    ['a Buffer', () => Buffer.from('abc'), (value) => value.write('x')],
    ['the message of an error', () => new Error('a'), (value) => (value.message = 'b')],
    ['the name of an error', () => new Error('a'), (value) => (value.name = 'B')],
    ['the cause', () => new Error('a', { cause: { n: 1 } }), (value) => (value.cause.n = 2)],
    ['the code of an error', () => Object.assign(new Error('a'), { code: 1 }), (e) => (e.code = 2)],
    ['an error of a class', () => new Missing('a'), (value) => (value.key = 'b')],
    ['errors of an error', () => new AggregateError([new Error('a')]), (e) => e.errors.pop()],
    [
      'an error of an error',
      () => new AggregateError([new Error('a')]),
      ({ errors }) => {
        errors[0].message = 'b'
      },
    ],
    ['a URL', () => new URL('https://a.example'), (value) => value.searchParams.append('a', 'b')],
    ['the query of a URL', () => new URLSearchParams(), (value) => value.append('a', 'b')],
    ['a spy', spied, (value) => value()],
    ['a spy in an object', () => ({ get: spied() }), (value) => value.get(1)],
    ['a property of a function', () => Object.assign(() => {}, { n: 1 }), (f) => (f.n = 2)],
    ['a static field', () => Counted, (value) => (value.n += 1)],
    ['an object of a class', () => new Cart(), (value) => value.items.push('b')],
    ['its class', () => new Cart(), (value) => Object.setPrototypeOf(value, Stack.prototype)],
    ['no prototype', () => Object.create(null), (value) => Object.assign(value, { n: 1 })],
    ['what holds itself', cyclic, (value) => Object.assign(value, { n: 1 })],
    [
      'a set that holds itself',
      () => {
        const value = new Set<unknown>([{ n: 1 }])
        return value.add(value)
      },
      (value) => ([...value][0].n = 2),
    ],
    ['what holds functions', () => ({ f() {}, n: 0 }), (value) => Object.assign(value, { n: 1 })],
    ['a function in it', () => ({ f() {} }), (value) => (value.f = () => {})],
    ['a property that is not enumerable', () => hidden({}), (value) => (value.n = 1)],
    ['a symbol as key', () => ({ [key]: [0] }), (value) => value[key].push(1)],
    ['a hidden symbol', () => Object.defineProperty({}, key, { value: [] }), (v) => v[key].push(1)],
    ['undefined where nothing was', () => ({}), (value) => (value.a = undefined)],
    ['nothing where undefined was', () => ({ a: undefined }), (value) => delete value.a],
    [
      'a getter',
      () => {
        let n = 0
        return {
          get n() {
            return n
          },
          add: () => (n += 1),
        }
      },
      (value) => value.add(),
    ],
    ['a getter that throws', throwing, (value) => value.set('second')],
    ['a proxy', proxyOf, (value) => (value.n.m = 1)],
    ['a text with a property', () => Object.assign(Object('a'), { n: 1 }), (v) => (v.n = 2)],
    ['a zero', () => ({ n: 0 }), (value) => (value.n = -0)],
    ['what is frozen around it', () => Object.freeze({ a: [1] }), (value) => value.a.push(2)],
    ['a global symbol', () => ({ s: Symbol.for('a') }), (value) => (value.s = Symbol.for('b'))],
  ])('%s', async (_name, make, change) => {
    const value = make()
    const other = make()
    await expect(nothing).toNotChange(() => value)
    await expect(() => void change(value)).toChange(() => value)
    expect(
      await messageOf(() => expect(() => void change(other)).toNotChange(() => other)),
    ).toContain('Expected the value to stay ')
  })
})

describe('what is the same', () => {
  test.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['null', () => null],
    ['the environment', () => process.env],
    ['NaN', () => ({ n: Number.NaN })],
    ['a symbol', () => Symbol.for('a')],
    ['a function', () => nothing],
    ['a class', () => Cart],
    ['an array', () => [1, { a: 1 }]],
    [
      'keys in another order',
      toggled(
        () => ({ a: 1, b: 2 }),
        () => ({ b: 2, a: 1 }),
      ),
    ],
    [
      'a set',
      toggled(
        () => new Set([1, 'a']),
        () => new Set(['a', 1]),
      ),
    ],
    [
      'a set of objects',
      toggled(
        () => new Set([{ a: 1 }, { b: 1 }]),
        () => new Set([{ b: 1 }, { a: 1 }]),
      ),
    ],
    [
      'a map',
      toggled(
        () =>
          new Map([
            ['a', 1],
            ['b', 2],
          ]),
        () =>
          new Map([
            ['b', 2],
            ['a', 1],
          ]),
      ),
    ],
    [
      'a map of objects',
      toggled(
        () =>
          new Map([
            [{ a: 1 }, 1],
            [{ b: 1 }, 2],
          ]),
        () =>
          new Map([
            [{ b: 1 }, 2],
            [{ a: 1 }, 1],
          ]),
      ),
    ],
    ['an error', () => new TypeError('a', { cause: new Missing('b') })],
    ['an object of a class', () => new Cart()],
    ['bytes', () => Buffer.from('abc')],
    ['a buffer', () => new ArrayBuffer(3)],
    ['a URL', () => new URL('https://a.example')],
    ['what holds itself', cyclic],
    [
      'a part of a buffer',
      () => new Uint8Array(new Uint8Array([Math.random() * 200, 1]).buffer, 1),
    ],
    ['a getter that throws', () => Object.defineProperty({}, 'n', { get: throwError })],
  ])('%s, made anew each time', async (_name, read) => {
    await expect(nothing).toNotChange(read)
    expect(await messageOf(() => expect(nothing).toChange(read))).toContain('but it stayed ')
  })

  test('long lists, and deep sharing', async () => {
    const list = Array.from({ length: 200_000 }, (_, index) => index)
    await expect(() => list.push(1)).toChange(() => list)
    const sparse = Object.assign([], { 4e9: 1 })
    await expect(() => (sparse.length = 0)).toChange(() => sparse)
    let shared: unknown = { n: 1 }
    for (let depth = 0; depth < 200; depth++) shared = [shared, shared]
    await expect(nothing).toNotChange(() => shared)
    const set = new Set(Array.from({ length: 3000 }, (_, n) => ({ n })))
    await expect(() => {
      const [first] = set
      if (!first) return
      set.delete(first)
      set.add(first)
    }).toNotChange(() => set)
  })

  test('as a custom tester says', async () => {
    const isVolume = (value: unknown) => value instanceof Volume
    expect.addEqualityTesters([
      (one, other) =>
        isVolume(one) && isVolume(other) ? one.liters() === other.liters() : undefined,
    ])
    let volume: unknown = new Volume(1, 'l')
    const set =
      (...[n, unit]: ConstructorParameters<typeof Volume>) =>
      () => {
        volume = new Volume(n, unit)
      }
    await expect(set(1000, 'ml')).toNotChange(() => [volume])
    await expect(set(2, 'l')).toChange(() => [volume])
  })

  test('the value after the block is that right after it', async () => {
    const list = [1]
    const assertion = expect(async () => {}).toNotChange(() => list)
    await Promise.resolve()
    await new Promise((resolve) => setTimeout(resolve))
    list.push(2)
    await assertion
  })
})

describe('what cannot be copied is an error, unless it differs to the eye', () => {
  const message = (name: string, read: string, rest = 'whether the block changed it') =>
    `Failed to check expect(block).toNotChange(read): the value is or holds an object (${name}) that cannot be copied, so nobody can tell ${rest}. Read what you expect to change of it: toChange(() => ${read}).`

  test.each<[string, () => unknown, string?]>([
    ['Promise', () => [Promise.resolve()]],
    ['WeakMap', () => new WeakMap()],
    ['WeakSet', () => new WeakSet()],
    ['WeakRef', () => new WeakRef({})],
    ['Headers', () => new Headers({ a: 'b' }), '[...list]'],
    ['FormData', () => new FormData(), '[...list]'],
    ['Blob', () => new Blob(['a'])],
    ['File', () => new File(['a'], 'a.txt')],
    ['AbortController', () => new AbortController()],
    ['Purse', () => new Purse()],
    ['Lowered', () => new Lowered()],
    ['Rich', () => new (class Rich extends Purse {})()],
    [
      'Shelf',
      () =>
        new (class Shelf extends Map {
          #n = 1
          n() {
            return this.#n
          }
        })(),
      '[...list]',
    ],
    ['Empty', () => new (class Empty {})()],
    ['Map', () => new Proxy(new Map(), {}), '[...list]'],
    ['Date', () => new Proxy(new Date(), {})],
    ['object', () => (function* () {})()],
  ])('%s', async (name, make, read = 'order.total') => {
    const value = make()
    expect(await messageOf(() => expect(nothing).toNotChange(() => value))).toBe(
      message(name, read),
    )
    expect(await messageOf(() => expect(nothing).toNotChange(() => ({ a: value })))).toBe(
      message(name, read),
    )
    expect(await messageOf(() => expect(nothing).toChange(() => value))).toBe(
      message(name, read).replace('toNotChange', 'toChange'),
    )
    let made: unknown
    await expect(() => {
      made = make()
    }).toChange(() => made)
  })

  test('a public field tells of a change, a private one does not', async () => {
    const purse = new Purse()
    await expect(() => {
      purse.owner = 'Grace'
    }).toChange(() => purse)
    const rename = () => {
      purse.owner = 'Ada'
    }
    expect(await messageOf(() => expect(rename).toNotChange(() => purse))).toContain(
      'to stay Purse {"owner": "Grace"}, but it changed from Purse {"owner": "Grace"} to Purse {"owner": "Ada"}.',
    )
    expect(await messageOf(() => expect(() => purse.add()).toChange(() => purse))).toContain(
      '(Purse)',
    )
  })

  test('.from() and .to() compare what they can', async () => {
    let value: unknown
    const set = (next: unknown) => () => {
      value = next
    }
    const purse = new Purse()
    await expect(set(purse))
      .toChange(() => value)
      .to(purse)
    await expect(set(new ArrayBuffer(1)))
      .toChange(() => value)
      .from(purse)
      .to(new ArrayBuffer(1))
    await expect(set(purse))
      .toChange(() => value)
      .to(expect.any(Purse))
    value = undefined
    expect(
      await messageOf(() =>
        expect(set(purse))
          .toChange(() => value)
          .to(new Purse()),
      ),
    ).toBe(
      message('Purse', 'order.total', 'whether it is what .to() says').replace(
        'toNotChange(read)',
        'toChange(read).to(0)',
      ),
    )
    expect(
      await messageOf(() =>
        expect(set(1))
          .toChange(() => value)
          .from(new Purse()),
      ),
    ).toContain('whether it is what .from() says')
    for (const [own, other] of [
      [new ArrayBuffer(1), new Uint8Array([1]).buffer],
      [new URL('https://a.example'), new URL('https://b.example')],
    ]) {
      value = undefined
      expect(
        await messageOf(() =>
          expect(set(own))
            .toChange(() => value)
            .to(other),
        ),
      ).toContain('Expected the value to change to ')
      value = undefined
      await expect(set(own))
        .toChange(() => value)
        .to(structuredCopy(own))
    }
  })
})
