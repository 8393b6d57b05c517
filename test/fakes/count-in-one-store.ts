import { onTestFinished } from 'vitest'
import { InMemoryCounterStore, useCounterStore } from '../../src/entries/index.ts'
import { outsideRun, runForTest } from '../../src/fakes/index.ts'

/** Has tests count in one store, those that the running one begins, too, until it ends or this is undone. */
export function countInOneStore(): () => void {
  const use = (store?: InMemoryCounterStore) =>
    runForTest(outsideRun(), () => useCounterStore(store))
  use(new InMemoryCounterStore())
  onTestFinished(() => use())
  return () => use()
}
