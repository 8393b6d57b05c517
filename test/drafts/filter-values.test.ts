import { expect, test } from 'vitest'
import { readFilter } from '../../src/drafts/index.ts'

test.each([
  ['label', ' a , b,a', ['a', 'b']],
  ['label', '1,2.5', ['1', '2.5']],
  ['property', 'a,b,,', ['a', 'b']],
  ['label', '  ', []],
  ['value', '3, 03,5', [3, 5]],
  ['size', '30,12.4,big', [30, 12.4, 'big']],
  // Texts that Ruby's Float() takes for a number, and texts that it does not.
  [
    'size',
    '0x1A,0x1.8p1,-0x2,1_000,.5,007,+2,-3.0,1e3,1E-2',
    [26, 3, -2, 1000, 0.5, 7, 2, -3, 0.01],
  ],
  [
    'size',
    '5.,1e,0b1,NaN,1__0,_1,0x,Infinity,1.e2',
    ['5.', '1e', '0b1', 'NaN', '1__0', '_1', '0x', 'Infinity', '1.e2'],
  ],
])('%s filters by the values of %j', (property, text, values) => {
  expect(readFilter(property, text)).toEqual({ values })
})

test.each([
  ['label', 'a,,b', 'it has an empty value between commas'],
  ['value', 'a', 'it has more than whole numbers and commas'],
  ['value', '1 2', 'it has more than whole numbers and commas'],
  ['value', '-1', 'it has more than whole numbers and commas'],
  ['size', '1e30', 'no event can have the number 1e+30'],
  ['size', '1e400', 'no event can have the number Infinity'],
])('%s does not filter by %j', (property, text, fault) => {
  expect(readFilter(property, text)).toEqual({ fault })
})
