import { describe, expect, test } from 'vitest'
import { translatePattern } from '../../../src/snowplow/iglu/java-pattern.ts'

const matches = (pattern: string, text: string) => translatePattern(pattern).expression.test(text)

describe('a pattern means what it means to Java', () => {
  test.each<[pattern: string, good: readonly string[], bad: readonly string[]]>([
    ['^\\p{Alnum}+$', ['abc1'], ['a-b', 'é', '']],
    ['^\\p{Digit}+$', ['12'], ['1x', '٣']],
    ['^\\p{Punct}$', ['!', '[', '~', '_', '\\'], ['a', ' ', '«']],
    ['^\\P{Alpha}$', ['1', 'é'], ['a']],
    ['^[\\p{Lower}\\d]+$', ['a1'], ['A', 'é']],
    ['^\\p{L}+\\pN$', ['é1'], ['1', 'é']],
    ['^\\p{IsLatin}+\\p{IsAlphabetic}\\p{script=Greek}$', ['aéα'], ['αaα']],
    ['^\\s$', [' ', '\t', '\v'], ['\u00a0', '\u2003']],
    ['^[^\\s]$', ['\u00a0', 'a'], [' ']],
    ['^\\S\\h\\v\\V$', ['a\u00a0\u0085b'], ['a b\n']],
    ['^\\Qa.b\\E$', ['a.b'], ['axb', 'QaxbE']],
    ['^[\\Q^-]\\E]+$', ['^-]'], ['a']],
    ['^\\Qa+', ['a+'], ['aa']],
    ['^\\\\Q.$', ['\\Qx'], ['x']],
    ['\\Aa\\z', ['a'], ['a\n', 'ba']],
    ['^a\\Z', ['a', 'a\n', 'a\r\n', 'a\u2028'], ['a\n\n', 'ab']],
    ['^a$', ['a', 'a\n'], ['a\nb', 'a\n\n']],
    ['^[a-z&&[^b]]+$', ['acd'], ['abd', 'A']],
    ['^[^a-z&&[^b]]$', ['b', 'A'], ['a']],
    ['^[a-d[m-p]]+$', ['am'], ['e']],
    ['^[a-z&&[def]&&[^e]]$', ['d', 'f'], ['e', 'a']],
    ['(?i)^abc[x-z]É$', ['ABCYÉ', 'abcyÉ'], ['abcyé', 'abdyÉ']],
    ['^a(?i)b|c$', ['aB', 'C'], ['AB']],
    ['^(a(?i)b)c$', ['aBc'], ['aBC']],
    ['^(?i:a)b[^(?i)]$', ['Ab!'], ['AB!']],
    ['^(?is:K.)$', ['k\n'], ['\u212ab']],
    ['^[^a]$(?i)', ['A', 'b'], ['a']],
    ['(?i)^[^a]$', ['b'], ['a', 'A']],
    ['^.$', ['😀', 'a'], ['\n', '\u0085', 'ab']],
    ['(?s)^.$', ['\n'], ['']],
    ['^a++$', ['aa'], ['']],
    ['^a++a$', [], ['aa']],
    ['^(?:a|ab)?+b$', ['b', 'ab'], ['abb']],
    ['^a{2}+b*?c{1,}$', ['aac', 'aabbcc'], ['ac']],
    ['^(?>a|ab)c$', ['ac'], ['abc']],
    ['^(?<y>\\d{4})-\\k<y>$', ['2020-2020'], ['2020-2021']],
    ['^(a|b)\\1$', ['aa'], ['ab']],
    ['^(?=a)(?!ab)(?<!x)(?<=^)a.$', ['ac'], ['ab']],
    ['^[\\w-.]+$', ['a.b-'], ['a,b']],
    ['^[a-zA-Z0-9-_.]+$', ['a-_.'], ['/']],
    ['^[-a][a-]$', ['-a', 'a-'], ['bb']],
    ['^[]a]+$', [']a'], ['[']],
    ['^[^]]$', ['a'], [']']],
    ['^\\-\\/\\_\\é$', ['-/_é'], ['-/_e']],
    ["^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z]+$", ['a&b@c', '{|}@c'], ['a b@c', '@c']],
    ['^\\x41\\x{1F600}\\u0042\\0101\\t\\a\\e$', ['A😀BA\t\u0007\u001b'], ['A']],
    ['^[\\x41-\\u0043\\t]$', ['B', '\t'], ['D']],
    ['^a\\Rb\\b.\\B$', ['a\r\nb!', 'a\nb!'], ['ab!']],
    ['^}a]$', ['}a]'], ['a']],
    ['^😀[😀-😂]$', ['😀😁'], ['😀😄']],
  ])('%s', (pattern, good, bad) => {
    expect(good.filter((text) => !matches(pattern, text))).toEqual([])
    expect(bad.filter((text) => matches(pattern, text))).toEqual([])
  })
})

test.each([
  ['(?x)a', '(?x)'],
  ['(?m)^a', '(?m)'],
  ['(?i-s:a)', '(?i-s)'],
  ['\\X', '\\X'],
  ['\\X41', '\\X'],
  ['\\G', '\\G'],
  ['\\i', '\\i'],
  ['\\cA', '\\c'],
  ['\\p{InGreek}', '\\p{InGreek}'],
  ['\\p{javaLowerCase}', '\\p{javaLowerCase}'],
  ['(?i)\\p{Lower}', '\\p{Lower}'],
  ['[a\\b]', 'a condition in [ ]'],
  ['[z-a]', 'a range without its end'],
  ['[a-\\d]', 'a range without its end'],
  ['[a&&]', '&& beside nothing'],
  ['[a', 'a [ without its ]'],
  ['(a', 'a ( without its )'],
  ['a)', 'a ) without its ('],
  ['^{a}', '{ after nothing'],
  ['a**', '* after nothing'],
  ['a\\', '\\ before nothing'],
  ['(a)\\2', 'a part that is not valid'],
  ['(a++)\\1', 'a possessive part and a numbered one'],
])('a pattern that has no equivalent is refused: %s', (pattern, what) => {
  expect(() => translatePattern(pattern)).toThrow(
    `its pattern ${pattern} has ${what}, which has no equivalent in JavaScript`,
  )
})

test.each<[pattern: string, length: number, most: number]>([
  ['^abc$', 1000, 1000],
  ['^a{3}$', 1000, 1000],
  ['^a?b?$', 1000, 4000],
  ['^[a-z]*$', 1000, 1e6],
  ['a+b{2,}', 10, 1000],
  ['^(a|b)c*$', 10, 100],
  ['^(?:a|b)?$', 10, 20],
  ['^(a+)+$', 6, 8 ** 6],
  ['^(a|a)*$', 6, 8 ** 6],
  ['^(a?){9}$', 6, 8 ** 6],
  ['^(?>a+)*$', 6, 8 ** 6],
])('the steps of a pattern are bounded by its repetitions: %s', (pattern, length, most) => {
  expect(translatePattern(pattern).steps(length)).toBe(most)
})
