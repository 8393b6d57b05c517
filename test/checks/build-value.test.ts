import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import * as yaml from 'js-yaml'
import { constructFromEvents, dump, parseEvents } from 'js-yaml'
import { expect, test } from 'vitest'
import { buildValue } from '../../src/checks/build-value.ts'
import { psychSchema } from '../../src/definitions/index.ts'

/** Returns what the library builds, or `undefined` where it refuses. */
function built(text: string): unknown {
  return constructFromEvents(parseEvents(text, {}), { source: text, schema: psychSchema(yaml) })[0]
}

test.each(globSync('{examples,docs}/**/config/**/*.yml'))(
  '%s is built as by the library',
  (file) => {
    const text = readFileSync(file, 'utf8')
    expect(buildValue(text, parseEvents(text, {}))).toEqual({ value: built(text) })
  },
)

const scalar = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'yes',
    'No',
    'null',
    '~',
    '010',
    '1_000',
    '1:30',
    '0x1f',
    '1.0',
    '1e3',
    '.inf',
    'n',
    'off',
    '',
  ),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), tie('tree'), { maxKeys: 4 }),
  ),
}))

test('whatever is written is built as by the library, or left to it', () => {
  let own = 0
  fc.assert(
    fc.property(tree, fc.boolean(), fc.constantFrom(-1, 0, 2), (value, noQuotes, flowLevel) => {
      const text = noQuotes
        ? dump(value, { flowLevel }).replace(/['"]/g, '')
        : dump(value, { flowLevel })
      let events: ReturnType<typeof parseEvents>
      try {
        events = parseEvents(text, {})
      } catch {
        return
      }
      const ours = buildValue(text, events)
      if (!ours) return
      own++
      expect(ours.value).toEqual(built(text))
    }),
    { numRuns: 2000 },
  )
  expect(own).toBeGreaterThan(1000)
})

test.each([
  ['a tag', 'a: !!str 1\n'],
  ['an anchor', 'a: &x 1\n'],
  ['a merge', 'a: 1\n<<: {b: 2}\n'],
  ['a repeated key', 'a: 1\na: 2\n'],
  ['a complex key', '? [a]\n: 1\n'],
  ['several documents', 'a: 1\n---\nb: 1\n'],
  ['__proto__', '__proto__: 1\n'],
  ['nothing', ''],
])('%s is left to the library', (_what, text) => {
  expect(buildValue(text, parseEvents(text, {}))).toBeUndefined()
})
