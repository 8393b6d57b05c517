import { describe, expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'
import { messageOf } from '../message-of.ts'
import { misuseOf } from '../misuse-of.ts'
import { uncheckedExpect } from '../unchecked.ts'

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

  test('reads right before the block and right after it, when the chain is complete', async () => {
    notes.length = 0
    const assertion = expect(add).toChange(count)
    add()
    await assertion.from(1).to(2)
  })

  test('need not be awaited for a synchronous block', () => {
    notes.length = 0
    expect(add).toChange(count).by(1)
  })

  test('takes several values in one chain', async () => {
    notes.length = 0
    const user = { name: 'Ada' }
    await expect(add)
      .toChange(count)
      .by(1)
      .and.toChange(() => notes)
      .to(['note'])
      .and.toNotChange(() => user)
      .and.not.toChange(() => user.name)
    await expect(() => trackInternalEvent('delete_package'))
      .toNotChange(count)
      .and.toTriggerInternalEvents('delete_package')
      .and.toNotIncrementUsageMetrics('counts.package_pulls')
    expect(
      await messageOf(() =>
        expect(add)
          .toChange(count)
          .by(1)
          .and.toNotChange(() => notes),
      ),
    ).toBe(`expect(block).toNotChange(read)

Expected the value to stay ["note"], but it changed from ["note"] to ["note", "note"].

Expected: stay ["note"]
Recorded: changed from ["note"] to ["note", "note"]

Correct the block, or the expectation.`)
  })

  test('an asynchronous block that changes it too late does not', async () => {
    let value = 0
    const block = async () => {
      await Promise.resolve()
      value += 1
    }
    await expect(block)
      .toChange(() => value)
      .by(1)
      .and.toNotTriggerInternalEvents()
  })

  test('throws what reading throws, and leaves nothing open', async () => {
    let reads = 0
    const read = () => {
      if (reads++ > 0) throw new Error('from read')
    }
    await expect(expect(add).toChange(read)).rejects.toThrow('from read')
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

  test('what read tracks is not of the block', async () => {
    let value = 0
    const read = () => {
      trackInternalEvent('delete_package', { user: { id: 1 } })
      trackInternalEvent('pull_package', { user: { id: 1 } })
      return value
    }
    const add = () => {
      value += 1
    }
    for (const block of [add, async () => add()]) {
      await expect(block)
        .toChange(read)
        .by(1)
        .and.toNotTriggerInternalEvents()
        .and.toNotIncrementUsageMetrics('counts.package_pulls')
    }
    const message = await messageOf(() =>
      expect(add).toChange(read).by(1).and.toTriggerInternalEvents('delete_package').within(20),
    )
    expect(message).toContain('the block triggered no internal events')
  })

  test('.by() takes numbers, and tolerates the noise of floats', async () => {
    let value: unknown = 0.1
    const set = (next: unknown) => () => {
      value = next
    }
    await expect(set(0.1 + 0.2))
      .toChange(() => value)
      .by(0.2)
    for (const [from, to, by] of [
      ['1', '3', 2],
      [1, '3', 2],
      [null, 1, 1],
      [1_234_567_890_123, 1_234_567_890_125, 1],
      [new Date(0), new Date(1), 1],
    ] as const) {
      value = from
      expect(
        await messageOf(() =>
          expect(set(to))
            .toChange(() => value)
            .by(by),
        ),
      ).toContain(`Expected the value to change by ${by}, but it changed from `)
    }
  })

  test('.to() holds only if the value was another one', async () => {
    expect(
      await messageOf(() =>
        expect(() => {})
          .toChange(() => 5)
          .to(5),
      ),
    ).toContain('Expected the value to change to 5, but it stayed 5.')
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

  test('a read that returns a promise is an error', async () => {
    expect(
      await messageOf(() => uncheckedExpect(expect(add)).toChange(() => Promise.resolve(1))),
    ).toBe(
      'Failed to check expect(block).toChange(read): read returned a promise, but the value must be read before the block runs. Pass a function that reads synchronously.',
    )
  })

  test('misuse', () => {
    for (const matcher of ['toChange', 'toNotChange'] as const) {
      expect(
        misuseOf(() => uncheckedExpect(expect(add))[matcher](() => 1, 2), 'INVALID_EXPECTATION'),
      ).toBe(
        `Failed to check expect(block).${matcher}(read): it takes one argument. Leave out what is more.`,
      )
    }
    expect(misuseOf(() => expect(add).toChange(3 as never), 'INVALID_EXPECTATION')).toBe(
      'Failed to check expect(block).toChange(read): it takes a function that reads the value that you expect to change. Pass one: toChange(() => notes.length).',
    )
    expect(
      misuseOf(() => expect(add).toChange(function* () {} as never), 'INVALID_EXPECTATION'),
    ).toBe(
      'Failed to check expect(block).toChange(read): read is a generator function, which reads nothing when called. Pass a function that reads synchronously.',
    )
    expect(
      misuseOf(() => expect(add).toNotChange(async function* () {}), 'INVALID_EXPECTATION'),
    ).toContain('expect(block).toNotChange(read): read is a generator function')
    expect(
      misuseOf(() => uncheckedExpect(expect(add)).toChange(async () => 1), 'INVALID_EXPECTATION'),
    ).toBe(
      'Failed to check expect(block).toChange(read): read returned a promise, but the value must be read before the block runs. Pass a function that reads synchronously.',
    )
    expect(
      misuseOf(() =>
        expect(add)
          .toChange(count)
          .by(0 as number),
      ),
    ).toBe(
      'Failed to check expect(block).toChange(read): .by(0) does not say that the value changes. Use toNotChange(read).',
    )
    expect(misuseOf(() => expect(add).toChange(count).by(Number.NaN))).toContain('is not a number')
    const chain = () => expect(add).toChange(count)
    expect(misuseOf(() => chain().by('1' as never))).toBe(
      'Failed to check expect(block).toChange(read): .by("1") is not a number. Give the difference of two numbers, or use .from() and .to().',
    )
    for (const [said, again, twice] of [
      ['.by(1)', '.by()', () => chain().by(1).by(1)],
      ['.by(1)', '.to()', () => chain().by(1).to(2)],
      ['.to(2)', '.by()', () => chain().to(2).by(1)],
      ['.to(2)', '.to()', () => chain().to(2).to(2)],
      ['.from(1)', '.from()', () => chain().from(1).from(1)],
    ] as const) {
      expect(misuseOf(twice)).toBe(
        `Failed to check expect(block).toChange(read)${said}: ${again} contradicts the chain before it. Say once how it is expected to change.`,
      )
    }
    const joined = expect(() => trackInternalEvent('delete_package')).toTriggerInternalEvents(
      'delete_package',
    ).and as unknown as { toChange(read: () => unknown): unknown }
    expect(misuseOf(() => joined.toChange(count))).toBe(
      'Failed to check expect(block).toTriggerInternalEvents("delete_package").and.toChange(read): the block has already run, so the value before it is unknown. Begin the chain with toChange or toNotChange, as in expect(block).toChange(read).and.….',
    )
  })
})
