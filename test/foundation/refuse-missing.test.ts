import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { refuseMissing } from '../../src/foundation/index.ts'

test.each([
  ['msw', "Cannot find package 'msw' imported from /project/dist/msw.mjs"],
  ['msw', "Cannot find module 'msw/node'\nRequire stack:\n- /project/dist/msw.cjs"],
  ['graphql', "Cannot find package 'graphql' imported from /project/dist/graphql.mjs"],
] as const)('a missing %s is told: %s', (name, text) => {
  const cause = new Error(text)
  const code = { msw: 'MSW_MISSING', graphql: 'GRAPHQL_MISSING' }[name]
  const message = `Failed to load ${name}: internal-events-testing/${name} needs it, and it is not installed. Run npm install --save-dev ${name}.`
  expect(() => refuseMissing(name, `internal-events-testing/${name}`, cause)).toThrow(
    expect.objectContaining({ code, message, cause }),
  )
})

test('a missing parser is told, whatever file of it is loaded', () => {
  const cause = new Error("Cannot find module '@ruby/prism/src/parsePrism.js'")
  expect(() => refuseMissing('@ruby/prism', 'check --sources', cause)).toThrow(
    expect.objectContaining({ code: 'PARSER_MISSING', cause }),
  )
})

test('another error is thrown as it is', () => {
  const error = new SyntaxError("Cannot find module 'headers-polyfill'")
  expect(() => refuseMissing('msw', 'internal-events-testing/msw', error)).toThrow(error)
})

test.each([
  ['src/collector/doors/msw', 'msw'],
  ['src/graphql', 'graphql'],
])('what stands for a load in CommonJS has the same exports: %s', (folder, name) => {
  const exportsOf = (verb: string) =>
    readFileSync(`${folder}/${verb}-${name}.ts`, 'utf8').match(/^export const [^=]*(?= =)/gm)
  expect(exportsOf('load')).toHaveLength(2)
  expect(exportsOf('require')).toEqual(exportsOf('load'))
})
