import { describe, expect, test, vi } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import * as ownModule from '../message-of.ts'
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

class Crate {
  readonly #content: Volume

  constructor(content: Volume) {
    this.#content = content
  }

  content(): Volume {
    return this.#content
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

  /** Answers for a copy too, which lacks the coins. */
  toJSON(): unknown {
    return #coins in this ? this.#coins : 'no coins'
  }
}

class Rich extends Purse {}

/** Made by esbuild of `class { #coins = 0; owner = 'Ada' }`. */
class Lowered {
  owner = 'Ada'

  coins(): unknown {
    return __privateGet(this, 'coins')
  }
}
const __privateGet = (object: object, field: string) => Reflect.get(object, field)

/** Made by Babel of the same. */
class Compiled {
  owner = 'Ada'

  coins(): unknown {
    return _classPrivateFieldGet(this, 'coins')
  }
}
const _classPrivateFieldGet = __privateGet

/** Objects that look alike, each of which holds the next, and the last one the first. */
const ring = (length: number) => {
  const members = Array.from({ length }, (): { next?: object } => ({}))
  for (const [index, member] of members.entries()) {
    member.next = members[(index + 1) % length] as object
  }
  return members[0]
}

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
    [
      'a key whose value is undefined',
      () => new Map([['a', undefined]]),
      (value) => value.delete('a') && value.set('b', undefined),
    ],
    [
      'a set of undefined',
      () => new Set([undefined]),
      (value) => value.delete(undefined) && value.add(1),
    ],
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
    [
      'a function that holds itself',
      () => {
        const held = () => {}
        return Object.assign(held, { held, n: 1 })
      },
      (value) => (value.n = 2),
    ],
    ['a static field', () => Counted, (value) => (value.n += 1)],
    ['an object of a class', () => new Cart(), (value) => value.items.push('b')],
    ['its class', () => new Cart(), (value) => Object.setPrototypeOf(value, Stack.prototype)],
    ['one that is based on another', () => ({ __proto__: { a: 1 }, n: 1 }), (v) => (v.n = 2)],
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
      'another name',
      () => ({ a: undefined }),
      (value) => delete value.a && Object.assign(value, { b: undefined }),
    ],
    ['a property that is called stack', () => ({ stack: [1] }), (value) => value.stack.push(2)],
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
    ...['a', 1, true, Symbol('a'), 1n].map(
      (value): [string, () => object, (object: object) => unknown] => [
        `a property of an object around a ${typeof value}`,
        () => Object.assign(Object(value), { n: 1 }),
        (object) => Object.assign(object, { n: 2 }),
      ],
    ),
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

test.each<[string, () => unknown, () => unknown]>([
  ['an object around a text', () => Object('a'), () => Object('b')],
  ['an object around a number', () => Object(1), () => Object(2)],
  ['an object around a boolean', () => Object(true), () => Object(false)],
  ['an object around a symbol', () => Object(Symbol.for('a')), () => Object(Symbol.for('b'))],
  ['an object around a bigint', () => Object(1n), () => Object(2n)],
  ['a text, and an object around it', () => Object('a'), () => 'a'],
  ['more bytes', () => new Uint8Array([1]), () => new Uint8Array([1, 2])],
  [
    'an array, and what only has its methods and keys',
    () => [1],
    () => Object.assign(Object.create(Array.prototype), { 0: 1, length: 1 }),
  ],
  ['an array, and an object of its keys', () => ['a'], () => ({ 0: 'a', length: 1 })],
  ['a map, and a proxy of one', () => new Map(), () => new Proxy(new Map(), {})],
])('another value is a change, in both directions: %s', async (_name, one, other) => {
  await expect(nothing).toChange(toggled(one, other))
  await expect(nothing).toChange(toggled(other, one))
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
      'rings of another length',
      toggled(
        () => ring(1),
        () => ring(2),
      ),
    ],
    ['a class of a class with private fields', () => Rich],
    [
      'a part of a buffer',
      () => new Uint8Array(new Uint8Array([Math.random() * 200, 1]).buffer, 1),
    ],
    ['a getter that throws', () => Object.defineProperty({}, 'n', { get: throwError })],
  ])('%s, made anew each time', async (_name, read) => {
    await expect(nothing).toNotChange(read)
    expect(await messageOf(() => expect(nothing).toChange(read))).toContain('but it stayed ')
  })

  test('an object that is held twice', async () => {
    const shared = { n: 1 }
    const value = [shared, shared]
    expect(await messageOf(() => expect(() => (shared.n = 2)).toNotChange(() => value))).toContain(
      'changed from [{"n": 1}, {"n": 1}] to [{"n": 2}, {"n": 2}].',
    )
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
    const isCrate = (value: unknown) => value instanceof Crate
    const isOfAnyPath = (value: unknown) => value instanceof URL && value.hostname === 'any.example'
    expect.addEqualityTesters([
      (one, other) =>
        isVolume(one) && isVolume(other) ? one.liters() === other.liters() : undefined,
      function (one, other, testers) {
        return isCrate(one) && isCrate(other)
          ? this.equals(one.content(), other.content(), testers)
          : undefined
      },
      (one, other) => (isOfAnyPath(one) && isOfAnyPath(other) ? true : undefined),
    ])
    let value: unknown
    const set = (next: unknown) => () => {
      value = next
    }
    const read = () => [value]
    for (const [old, same, other] of [
      [new Volume(1, 'l'), new Volume(1000, 'ml'), new Volume(2, 'l')],
      [
        new Crate(new Volume(1, 'l')),
        new Crate(new Volume(1000, 'ml')),
        new Crate(new Volume(2, 'l')),
      ],
      [new URL('https://any.example/a'), new URL('https://any.example/b'), undefined],
    ]) {
      value = old
      await expect(set(same)).toNotChange(read)
      await expect(set(other)).toChange(read).from([old]).to([other])
      await expect(set(old)).toChange(read).to([same])
    }
  })

  test('a custom tester cannot tell of an object that stayed the same one', async () => {
    class Chest extends Purse {}
    const chest = new Chest()
    expect.addEqualityTesters([
      (one, other) => (one instanceof Chest && other instanceof Chest ? true : undefined),
    ])
    expect(await messageOf(() => expect(nothing).toNotChange(() => chest))).toBe(
      'Failed to check expect(block).toNotChange(read): the value is or holds an object (Chest) that cannot be copied, so nobody can tell whether the block changed it. Read what you expect to change of it: toChange(() => order.total).',
    )
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
    ['Compiled', () => new Compiled()],
    ['Rich', () => new Rich()],
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
    ['object', () => ownModule],
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

  test('the first of them is named, whatever else there is', async () => {
    const value = [{ n: 1 }, new Purse(), Promise.resolve(), { n: 2 }]
    expect(await messageOf(() => expect(nothing).toNotChange(() => value))).toBe(
      message('Purse', 'order.total'),
    )
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

  test('.from() is what the object was before the block', async () => {
    const purse = new Purse()
    const rename = () => {
      purse.owner = 'Grace'
    }
    expect(
      await messageOf(() =>
        expect(rename)
          .toChange(() => purse)
          .from(purse),
      ),
    ).toContain('but it changed from Purse {"owner": "Ada"} to Purse {"owner": "Grace"}.')
  })

  test('.to() is what the value was right after the block', async () => {
    const list: number[] = []
    const block = () => {
      list.push(1)
      setTimeout(() => {
        list.push(2)
        trackInternalEvent('delete_package')
      })
    }
    await expect(block)
      .toChange(() => list)
      .to([1])
      .and.toTriggerInternalEvents('delete_package')
      .within(2000)
  })

  test('.to() compares to the last property, as toEqual does', async () => {
    let value: unknown
    const claim = (made: unknown, wanted: unknown) => {
      value = undefined
      return expect(() => {
        value = made
      })
        .toChange(() => value)
        .to(wanted)
    }
    for (const [own, same, other] of [
      [new Set([1]), new Set([1]), new Set([2])],
      [new Set([{ n: 1 }]), new Set([{ n: 1 }]), new Set([{ n: 2 }])],
      [new Map([[{ n: 1 }, 1]]), new Map([[{ n: 1 }, 1]]), new Map([[{ n: 1 }, 2]])],
      [hidden({ a: 1 }), { a: 1 }, { a: 1, n: 0 }],
      [new Uint8Array([1]), new Uint8Array([1]), new Uint8Array([1, 2])],
      [new Uint8Array([1]).buffer, new Uint8Array([1]).buffer, new Uint8Array([1])],
      [new Uint8Array([1]), expect.any(Uint8Array), { 0: 1 }],
    ]) {
      await claim(own, same)
      expect(await messageOf(() => claim(own, other))).toContain('Expected the value to change to ')
    }
    const purse = Object.assign(new Purse(), { owner: 'Grace' })
    expect(await messageOf(() => claim(purse, new Purse()))).toContain(
      'Expected the value to change to 0, but it changed from undefined to Purse {"owner": "Grace"}.',
    )
    const list = () => [new Purse(), new Rich()]
    expect(await messageOf(() => claim(list(), list()))).toBe(
      message('Rich', 'order.total', 'whether it is what .to() says').replace(
        'toNotChange(read)',
        'toChange(read).to([0, 0])',
      ),
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
    await expect(set(new Volume(2, 'l')))
      .toChange(() => value)
      .to(expect.toSatisfy((volume: Volume) => volume.liters() === 2))
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
