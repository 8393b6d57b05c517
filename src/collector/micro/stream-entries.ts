import {
  startInterval,
  startTimer,
  stopInterval,
  stringifyJson,
  Turn,
  utf8Encoder,
} from '../../foundation/index.ts'
import type { EventStore } from './event-store.ts'
import { pageEntry } from './page-entry.ts'
import type { Entry } from './stored-event.ts'

/** The number of entries that the page holds. */
const NEWEST = 10_000
/** The length of the text that is handed on at once. */
const CHUNK = 64_000
/** The time for which new entries are gathered, in milliseconds. */
const GATHER = 50
/** The bytes that may wait for a page to read them. */
const WAITING = 1_000_000
/** The time for which a page may read nothing while that much waits for it, in milliseconds. */
const PATIENCE = 2_000

/** A new entry, or a namespace that was forgotten. */
type News = Entry | { readonly kind: 'reset'; readonly namespace: string }

/**
 * Streams old and new entries to a page, as server-sent events: `entries` with a list, oldest
 * first, and `reset` with the namespace that was forgotten. Nothing is printed before the page
 * reads. A page that does not read is let go, and connects anew for the newest.
 */
export function streamEntries(store: EventStore): ReadableStream<Uint8Array<ArrayBuffer>> {
  let news: News[] = store.read().slice(0, NEWEST).reverse()
  let open = true
  let stop = () => {}
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        // A page that connects anew already has the earlier entries.
        controller.enqueue(serverSent('begin', 'null'))
        const undo = store.listen({
          added(entry) {
            news.push(entry)
            // The page would forget the oldest, too.
            if (news.length > 2 * NEWEST) news = news.slice(-NEWEST)
          },
          reset(namespace) {
            news = [
              ...news.filter((one) => namespaceOf(one) !== namespace),
              { kind: 'reset', namespace },
            ]
          },
        })
        let lastRead = performance.now()
        const timer = startInterval(() => {
          const reads = news.length === 0 || (controller.desiredSize ?? 0) > 0
          if (reads) lastRead = performance.now()
          if (performance.now() - lastRead < PATIENCE) return
          stop()
          controller.error(new DOMException('the page does not read', 'AbortError'))
        }, GATHER)
        stop = () => {
          open = false
          stopInterval(timer)
          undo()
        }
      },
      async pull(controller) {
        while (open && news.length === 0) await gathered()
        const turn = new Turn()
        await turn.next()
        if (!open) return
        const { text, count } = printNext(news, turn)
        news = news.slice(count)
        controller.enqueue(text)
      },
      cancel: () => stop(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: WAITING }),
  )
}

/** Prints the next news: a namespace that was forgotten, or entries until the turn is over. */
function printNext(news: readonly News[], turn: Turn) {
  const [first] = news
  if (first?.kind === 'reset') {
    return { text: serverSent('reset', JSON.stringify(first.namespace)), count: 1 }
  }
  let list = ''
  let count = 0
  for (const one of news) {
    if (one.kind === 'reset' || (count > 0 && (turn.isOver || list.length > CHUNK))) break
    list += `${count > 0 ? ',' : ''}${stringifyJson(pageEntry(one))}`
    count++
  }
  return { text: serverSent('entries', `[${list}]`), count }
}

function serverSent(event: string, data: string): Uint8Array<ArrayBuffer> {
  return utf8Encoder.encode(`event: ${event}\ndata: ${data}\n\n`)
}

function namespaceOf(one: News): string {
  return one.kind === 'reset' ? one.namespace : one.request.namespace
}

function gathered(): Promise<void> {
  return new Promise((resolve) => startTimer(resolve, GATHER))
}
