import { afterEach, expect, test } from 'vitest'
import { replaceGlobal } from '../../src/foundation/index.ts'

const NAME = Symbol('letters')
const globals = globalThis as Record<symbol, unknown>
const add = (letter: string) => replaceGlobal<string>(NAME, (below) => below + letter)
afterEach(() => {
  globals[NAME] = 'a'
})
globals[NAME] = 'a'

test('layers go in any order and twice, and the original comes back', () => {
  const undos = ['b', 'c', 'd'].map(add)
  expect(globals[NAME]).toBe('abcd')
  for (const [index, left] of [
    [1, 'abd'],
    [1, 'abd'],
    [0, 'ad'],
    [2, 'a'],
    [0, 'a'],
  ] as const) {
    undos[index]?.()
    expect(globals[NAME]).toBe(left)
  }
  add('e')()
  expect(globals[NAME]).toBe('a')
})

test('what somebody else put over them stays, and new layers go over that', () => {
  const first = add('b')
  globals[NAME] = 'x'
  const second = add('c')
  expect(globals[NAME]).toBe('xc')
  first()
  expect(globals[NAME]).toBe('xc')
  second()
  expect(globals[NAME]).toBe('x')
})

test("a property that is not its object's own goes again", () => {
  const object = Object.create({ letter: 'a' })
  const undo = replaceGlobal<string>('letter', (below) => `${below}b`, object)
  expect(object.letter).toBe('ab')
  undo()
  expect(object.letter).toBe('a')
  expect(Object.hasOwn(object, 'letter')).toBe(false)
  expect(Object.hasOwn(globalThis, 'letter')).toBe(false)
})
