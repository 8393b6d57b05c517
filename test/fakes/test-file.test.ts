import { expect, onTestFinished, test } from 'vitest'
import { beginFile, runner } from '../../src/fakes/index.ts'

/** Begins a file in the file that runs, and ends it with the test. */
function beginFileAt(path?: () => string | undefined): void {
  const before = { ...runner() }
  const end = beginFile({ derivedPromises: before.derivedPromises, ...(path && { path }) })
  onTestFinished(async () => {
    await end()
    Object.assign(runner(), before)
  })
}

test.for<[string | undefined, string | undefined]>([
  ['/project/test/deep/a.test.ts', '/project/test/deep'],
  ['C:\\project\\test\\a.test.ts', 'C:\\project\\test'],
  ['a.test.ts', 'a.test.ts'],
  [undefined, undefined],
])('definitions are looked for from the folder of the file: %s', ([path, folder]) => {
  beginFileAt(() => path)
  expect(runner().testFolder()).toBe(folder)
})

test('a runner may not know the file', () => {
  beginFileAt()
  expect(runner().testFolder()).toBeUndefined()
})
