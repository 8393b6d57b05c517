import { expect, test } from 'vitest'
import { resetFakes } from '../../src/entries/index.ts'
import { currentRun } from '../../src/fakes/index.ts'

test('what an adapter keeps for a test is made once, and reset with the fakes', () => {
  let made = 0
  let resets = 0
  const create = () => {
    made++
    return { reset: () => void resets++ }
  }
  const part = currentRun().part('adapter', create)
  expect(currentRun().part('adapter', create)).toBe(part)
  expect(currentRun().part('other adapter', create)).not.toBe(part)
  expect([made, resets]).toEqual([2, 0])
  resetFakes()
  expect(resets).toBe(2)
})
