import { stringifyJson, Turn, utf8Encoder } from '../../foundation/index.ts'

/** The length of the text that is handed on at once. */
const CHUNK = 64_000

/** A list that is printed while it is read: 100,000 events would be a string that is too long. */
export interface StreamedList<Item> {
  readonly items: Iterable<Item>
  /** Tells which items are in the list. Default: all. */
  readonly matches?: ((item: Item) => boolean) | undefined
  /** The largest number of items. */
  readonly limit?: number | undefined
  /** Makes the JSON value of an item. */
  readonly value: (item: Item) => unknown
  /** The JSON around the list. */
  readonly before?: string | undefined
  readonly after?: string | undefined
}

/** Streams a list as JSON, no faster than its reader reads. */
export function streamList<Item>(
  list: StreamedList<Item>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const parts = printList(list)
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const turn = new Turn()
      await turn.next()
      let text = ''
      let isDone = false
      while (!isDone && text.length < CHUNK) {
        if (turn.isOver) await turn.next()
        const { done = false, value } = parts.next()
        text += value ?? ''
        isDone = done
      }
      controller.enqueue(utf8Encoder.encode(text))
      if (isDone) controller.close()
    },
  })
}

/** Prints a list part by part; nothing for an item that is not in it, so that each is one step. */
function* printList<Item>(list: StreamedList<Item>): Generator<string, string> {
  const { items, matches, limit = Number.POSITIVE_INFINITY, value, before = '', after = '' } = list
  let count = 0
  yield `${before}[`
  for (const item of items) {
    if (count >= limit) break
    if (matches && !matches(item)) yield ''
    else yield `${count++ > 0 ? ',' : ''}${stringifyJson(value(item))}`
  }
  return `]${after}`
}
