import { trackInternalEvent } from 'internal-events-testing'
import { expect, test } from './runner.mjs'

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
let goOn
const firstTestHasEnded = new Promise((resolve) => {
  goOn = resolve
})
const pull = () => trackInternalEvent('pull_package', { user: { id: 1 } })

test('[pass] leaves code behind that asserts', () => {
  ;[1].forEach(async () => {
    await firstTestHasEnded
    await expect(pull).toTriggerInternalEvents('pull_package')
  })
})

test('[pass] skips itself, and fails the file', (...args) => {
  const [context] = args
  // Jest has no such means.
  if (!context?.skip || context.task) return
  expect(() => {}).toTriggerInternalEvents('delete_package')
  context.skip()
})

test('[pass] runs while that asserts', () => {
  goOn()
  return wait(100)
})
