import { expect, onTestFinished, test } from 'vitest'
import { runNodeTest } from '../../src/runners/index.ts'

test('the node:test of Deno is refused, which would lose verdicts', () => {
  Object.assign(globalThis, { Deno: {} })
  onTestFinished(() => {
    Reflect.deleteProperty(globalThis, 'Deno')
  })
  expect(() => runNodeTest({} as never, async () => {})).toThrowErrorMatchingInlineSnapshot(
    `[ModuleError: Failed to set up node:test: Deno does not tell its tests apart, so an assertion that nobody awaits would pass. Run the tests with Vitest, or with Node.js.]`,
  )
})
