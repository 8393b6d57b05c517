import { expect, test, vi } from 'vitest'
import { EntryPrinter } from '../../src/cli/entry-printer.ts'
import type { Entry } from '../../src/collector/index.ts'

test('an entry that cannot be printed is told, and those after it are printed', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const printed: number[] = []
  const printer = new EntryPrinter(({ sequence }) => {
    if (sequence === 1) throw new RangeError('Maximum call stack size exceeded')
    printed.push(sequence)
  })
  printer.add({ sequence: 1 } as Entry)
  printer.add({ sequence: 2 } as Entry)
  await printer.finish()
  expect(printed).toEqual([2])
  expect(warn.mock.calls).toEqual([
    ['Failed to print entry 1: RangeError: Maximum call stack size exceeded.'],
  ])
  warn.mockRestore()
})
