import type { CounterWriter, Expiry } from '../counters/index.ts'
import { type AsyncScope, createAsyncScope, isPromiseLike } from '../foundation/index.ts'

interface Pending {
  readonly by: number
  readonly expiry: Expiry | undefined
}

interface Batch {
  /** The pending sums, or `undefined` once they are written. */
  pending: Map<string, Pending> | undefined
}

/**
 * A counter store that can defer totals, as `with_batched_redis_writes` does. Only `increment` is
 * deferred: its writes are summed by key and made when the block ends, even if it throws. Reads do
 * not see pending writes. Not re-entrant: the end of an inner block writes everything and ends
 * batching for the rest of the outer one.
 */
export interface BatchedWrites {
  readonly counters: CounterWriter
  run<Result>(block: () => Result): Result
  /** Runs code whose writes are made at once, whatever batch is open around it. */
  exit<Result>(code: () => Result): Result
  /** Returns the writes of the open batches, or `undefined` without any. */
  pendingWrites(): ((counters: CounterWriter) => void) | undefined
}

export function createBatchedWrites(store: () => CounterWriter): BatchedWrites {
  const scope: AsyncScope<Batch> = createAsyncScope()
  const open = new Set<Batch>()

  function write({ pending }: Batch, counters: CounterWriter): void {
    for (const [key, { by, expiry }] of pending ?? []) void counters.increment(key, by, expiry)
  }

  function flush(batch: Batch): void {
    write(batch, store())
    batch.pending = undefined
    open.delete(batch)
  }

  return {
    counters: {
      incrementFloat: (key, by, expiry) => store().incrementFloat(key, by, expiry),
      addUnique: (key, member, expiry) => store().addUnique(key, member, expiry),
      incrementField: (key, field, by, expiry) => store().incrementField(key, field, by, expiry),
      increment(key, by, expiry) {
        const pending = scope.current()?.pending
        if (!pending) return store().increment(key, by, expiry)
        pending.set(key, { by: by + (pending.get(key)?.by ?? 0), expiry })
        return undefined
      },
    },
    exit: (code) => scope.exit(code),
    pendingWrites() {
      const batches = [...open].filter(({ pending }) => pending && pending.size > 0)
      if (batches.length === 0) return undefined
      return (counters) => {
        for (const batch of batches) write(batch, counters)
      }
    },
    run(block) {
      const outer = scope.current()
      const batch = outer?.pending ? outer : { pending: new Map() }
      open.add(batch)
      return scope.run(batch, () => {
        let result: ReturnType<typeof block>
        try {
          result = block()
        } catch (error) {
          flush(batch)
          throw error
        }
        if (isPromiseLike(result)) {
          return Promise.resolve(result).finally(() => flush(batch)) as unknown as typeof result
        }
        flush(batch)
        return result
      })
    },
  }
}
