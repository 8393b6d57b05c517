import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { refuseMissing } from '../../../src/collector/doors/msw/missing-msw.ts'

test.each([
  "Cannot find package 'msw' imported from /project/dist/msw.mjs",
  "Cannot find module 'msw/node'\nRequire stack:\n- /project/dist/msw.cjs",
])('a missing MSW is told: %s', (text) => {
  const cause = new Error(text)
  const refuse = () => refuseMissing(cause)
  expect(refuse).toThrow(
    'Failed to load msw: internal-events-testing/msw needs it, and it is not installed. Run npm install --save-dev msw.',
  )
  expect(refuse).toThrow(expect.objectContaining({ code: 'MSW_MISSING', cause }))
})

test('another error is thrown as it is', () => {
  const error = new SyntaxError("Cannot find module 'headers-polyfill'")
  expect(() => refuseMissing(error)).toThrow(error)
})

test('what stands for load-msw.ts in CommonJS has the same exports', () => {
  const exportsOf = (name: string) =>
    readFileSync(`src/collector/doors/msw/${name}.ts`, 'utf8').match(/^export .*$/gm)
  expect(exportsOf('load-msw')).toHaveLength(2)
  expect(exportsOf('require-msw')).toEqual(exportsOf('load-msw'))
})
