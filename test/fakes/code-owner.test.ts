import { channel } from 'node:diagnostics_channel'
import { expect, test } from 'vitest'
import { leaveEndedTest } from '../../src/fakes/code-owner.ts'
import { currentRun, outsideTests, runForTest, runToEnd } from '../../src/fakes/index.ts'
import { testBeside } from './test-beside.ts'

/** Does what a server of Node.js does when a request comes, and returns whose code handles that. */
const handleRequest = () => {
  channel('http.server.request.start').publish({ request: { socket: {} }, response: {} })
  return currentRun()
}

test('what a server does for a request is not the work of the ended test that made the server', async () => {
  const ended = testBeside('the ended test')
  await runToEnd(ended, () => {})
  expect(runForTest(ended, () => currentRun())).toBe(ended)
  expect(runForTest(ended, handleRequest)).toBe(currentRun())
})

test('what a server of the running test does is its work', () => {
  const running = testBeside()
  expect(runForTest(running, handleRequest)).toBe(running)
})

test('a server that no test made may have requests', () => {
  expect(() => outsideTests(leaveEndedTest)).not.toThrow()
  expect(outsideTests(handleRequest)).toBe(currentRun())
})
