import { describe, expect, onTestFinished, test } from 'vitest'
import { fakes, outsideTests } from '../../src/entries/index.ts'
import { BlockRun, currentRun, isTesting, outsideRun, runner } from '../../src/fakes/index.ts'
import { runningTests } from '../../src/fakes/running-tests.ts'
import { testBeside } from './test-beside.ts'

describe('code of no test works', () => {
  test('for the only test that runs', () => {
    expect(outsideTests(() => fakes.journal)).toBe(fakes.journal)
  })

  test('for none of two tests', () => {
    testBeside()
    expect(outsideTests(() => fakes.journal)).toBe(outsideRun().journal)
  })

  test('for none where none runs', () => {
    const running = [...runningTests()]
    runningTests().clear()
    onTestFinished(() => {
      for (const testRun of running) runningTests().add(testRun)
    })
    expect(outsideTests(() => fakes.journal)).toBe(outsideRun().journal)
  })
})

test('a test reads what is recorded where its end is settled, or a block is open', () => {
  const facts = runner()
  expect(isTesting()).toBe(true)
  facts.settles = false
  onTestFinished(() => {
    facts.settles = true
  })
  expect(isTesting()).toBe(false)
  const block = BlockRun.open(currentRun())
  expect(isTesting()).toBe(true)
  block.release()
  expect(isTesting()).toBe(false)
})
