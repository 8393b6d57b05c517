/** The memory that a key takes. Needs node --expose-gc. */
import { InMemoryCounterStore } from 'internal-events-testing'
import { printTable } from './compare.mjs'

/** Many small keys, few large ones: enough of each to see them. */
const SIZES = [
  { members: 10, keys: 20_000 },
  { members: 1000, keys: 500 },
  { members: 1_000_000, keys: 10 },
]
const used = () => {
  globalThis.gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
const kept = []
printTable(
  'Memory of one key in InMemoryCounterStore',
  SIZES.map(({ members, keys }) => {
    const before = used()
    const store = new InMemoryCounterStore()
    for (let key = 0; key < keys; key++) {
      for (let member = 0; member < members; member++)
        store.addUnique(`k${key}`, `${key}:${member}`)
    }
    kept.push(store)
    const bytes = Math.round((used() - before) / keys).toLocaleString('en')
    return { members: members.toLocaleString('en'), 'bytes a key': bytes }
  }),
)
