import { startInterval, stopInterval, stringifyJson, utf8Encoder } from '../../foundation/index.ts'
import type { EventStore } from './event-store.ts'
import { type PageEntry, pageEntry } from './page-entry.ts'

/** The number of entries that the page holds. */
const NEWEST = 10_000
const BATCH = 500
/** The time for which new entries are gathered, in milliseconds. */
const GATHER = 50
/** The bytes that may wait for a page that does not read; then it reconnects for the newest. */
const WAITING = 64_000_000

/**
 * Streams old and new entries to a page, as server-sent events: `entries` with a list, oldest
 * first, and `reset` with the namespace that was forgotten.
 */
export function streamEntries(store: EventStore): ReadableStream<Uint8Array<ArrayBuffer>> {
  let stop = () => {}
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        let open = true
        const send = (event: string, data: unknown) => {
          if (!open) return
          controller.enqueue(
            utf8Encoder.encode(`event: ${event}\ndata: ${stringifyJson(data)}\n\n`),
          )
        }
        // A page that connects anew already has the earlier entries.
        send('begin', null)
        const newest = store.read().slice(0, NEWEST).reverse()
        for (let index = 0; index < newest.length; index += BATCH) {
          send('entries', newest.slice(index, index + BATCH).map(pageEntry))
        }

        let pending: PageEntry[] = []
        const flush = () => {
          if (pending.length > 0) send('entries', pending)
          pending = []
          if ((controller.desiredSize ?? 0) > 0) return
          open = false
          stop()
          controller.error(new DOMException('the page does not read', 'AbortError'))
        }
        const timer = startInterval(flush, GATHER)
        const undo = store.listen({
          added(entry) {
            pending.push(pageEntry(entry))
            if (pending.length >= BATCH) flush()
          },
          reset(namespace) {
            flush()
            send('reset', namespace)
          },
        })
        stop = () => {
          stopInterval(timer)
          undo()
        }
      },
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: WAITING }),
  )
}
