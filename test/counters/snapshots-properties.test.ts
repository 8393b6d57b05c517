import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InMemoryCounterStore } from '../../src/entries/index.ts'

const KEYS = ['a', 'b', 'c']
const at = fc.nat(30)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('add'), key: fc.constantFrom(...KEYS) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('snapshot') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('release'), at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reset') }) },
)

test('a snapshot sees what was there, whatever is written, released or reset later', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const store = new InMemoryCounterStore()
      const values = () => KEYS.map((key) => store.read(key))
      const kept: { snapshot: ReturnType<typeof store.snapshot>; seen: number[] }[] = []
      for (const step of steps) {
        if (step.kind === 'add') store.increment((step as { key: string }).key, 1)
        if (step.kind === 'reset') store.reset()
        if (step.kind === 'snapshot') kept.push({ snapshot: store.snapshot(), seen: values() })
        if (step.kind === 'release') {
          const [released] = kept.splice((step as { at: number }).at, 1)
          released?.snapshot.release()
          released?.snapshot.release()
        }
        for (const { snapshot, seen } of kept) {
          expect(KEYS.map((key) => snapshot.read(key))).toEqual(seen)
          expect(KEYS.map((key) => snapshot.fork().read(key))).toEqual(seen)
        }
      }
    }),
    { numRuns: 1000 },
  )
})
