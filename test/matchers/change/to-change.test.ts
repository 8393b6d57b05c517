import { describe, expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'

const notes: string[] = []
const add = () => void notes.push('note')
const count = () => notes.length

describe('toChange', () => {
  test('passes', async () => {
    notes.length = 0
    await expect(add).toChange(count)
    await expect(add).toChange(count).by(1)
    await expect(add).toChange(count).from(2).to(3)
    await expect(add).toChange(count).from(3)
    await expect(async () => add())
      .toChange(count)
      .to(5)
    await expect(() => {}).not.toChange(count)
    await expect(() => trackInternalEvent('delete_package'))
      .toChange(() => ({ now: Math.random() }))
      .and.toTriggerInternalEvents('delete_package')
  })

  test('reads right before the block and right after it', async () => {
    notes.length = 0
    const assertion = expect(add).toChange(count)
    add()
    await assertion.from(0).to(1)
  })

  test('throws what reading throws, and leaves nothing open', async () => {
    let reads = 0
    const read = () => {
      if (reads++ > 0) throw new Error('from read')
    }
    expect(() => expect(add).toChange(read)).toThrow('from read')
    reads = 0
    await expect(expect(async () => add()).toChange(read)).rejects.toThrow('from read')
    const twice = () => [add(), add()]
    await expect(twice)
      .toChange(count)
      .by(2)
      .and.not.toIncrementUsageMetrics('counts.package_pulls')
  })

  test('compares by value', async () => {
    await expect(() => {}).not.toChange(() => ({ a: [1] }))
  })

  test('fails', async () => {
    notes.length = 0
    expect(
      await messageOf(() => expect(() => {}).toChange(count)),
    ).toBe(`expect(block).toChange(read)

Expected the value to change, but it stayed 0.

Expected: change
Recorded: stayed 0

Correct the block, or the expectation.`)
    expect(
      await messageOf(() => expect(add).toChange(count).by(2)),
    ).toBe(`expect(block).toChange(read).by(2)

Expected the value to change by 2, but it changed from 0 to 1.

Expected: change by 2
Recorded: changed from 0 to 1

Correct the block, or the expectation.`)
    expect(await messageOf(() => expect(add).toChange(count).from(0).to(3))).toContain(
      'to change from 0 to 3, but it changed from 1 to 2.',
    )
    expect(
      await messageOf(() => expect(add).not.toChange(count)),
    ).toBe(`expect(block).not.toChange(read)

Expected the value to stay 2, but it changed from 2 to 3.

Expected: stay 2
Recorded: changed from 2 to 3

Correct the block, or the expectation.`)
  })

  test('misuse', () => {
    expect(misuseOf(() => expect(add).toChange(3 as never))).toBe(
      'Failed to check expect(block).toChange(read): it takes a function that reads the value that you expect to change. Pass one: toChange(() => notes.length).',
    )
    expect(misuseOf(() => expect(add).toChange(async () => 1))).toBe(
      'Failed to check expect(block).toChange(read): read returned a promise, but the value must be read before the block runs. Pass a function that reads synchronously.',
    )
    const chain = () => expect(add).toChange(count)
    expect(misuseOf(() => chain().by('1' as never))).toBe(
      'Failed to check expect(block).toChange(read): .by("1") is not a number. Give the difference of two numbers, or use .from() and .to().',
    )
    for (const twice of [
      () => chain().by(1).by(1),
      () => chain().by(1).to(2),
      () => chain().to(2).by(1),
      () => chain().from(1).from(1),
    ]) {
      expect(misuseOf(twice)).toMatch(
        /contradicts the chain before it\. Say once how it is expected to change\.$/,
      )
    }
    const joined = expect(() => trackInternalEvent('delete_package')).toTriggerInternalEvents(
      'delete_package',
    ).and as unknown as { toChange(read: () => unknown): unknown }
    expect(misuseOf(() => joined.toChange(count))).toBe(
      'Failed to check expect(block).….and.toChange(): the block has already run, so the value before it is unknown. Make toChange the first of the chain: expect(block).toChange(read).by(1).and.….',
    )
  })
})
