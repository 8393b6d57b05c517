import { nextMacrotask } from './real-timers.ts'

/** The time that work over many items takes before others have their turn, in milliseconds. */
const LENGTH = 10

/** The work that waits for its turn. */
const waiting: (() => void)[] = []

/** Keeps a long answer from holding up the requests beside it, which would time out. */
export class Turn {
  #end = performance.now() + LENGTH

  get isOver(): boolean {
    return performance.now() >= this.#end
  }

  /** Lets the others have their turn: requests, and one after another all other work. */
  async next(): Promise<void> {
    await new Promise<void>((resolve) => {
      waiting.push(resolve)
      if (waiting.length === 1) void callEach()
    })
    this.#end = performance.now() + LENGTH
  }
}

/** Calls one at a time: fifty answers at once would otherwise take fifty turns between two requests. */
async function callEach(): Promise<void> {
  while (waiting.length > 0) {
    await nextMacrotask()
    waiting[0]?.()
    waiting.shift()
  }
}

/** Calls a function for each item, in as many turns as that takes. */
export async function forEachInTurns<Item>(
  items: Iterable<Item>,
  visit: (item: Item) => void,
): Promise<void> {
  const turn = new Turn()
  await turn.next()
  for (const item of items) {
    if (turn.isOver) await turn.next()
    visit(item)
  }
}

/** The number of items that are sorted at once. */
const RUN = 4_000

/** Returns the items in order, in as many turns as that takes; items of equal rank keep their order. */
export async function sortInTurns<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Promise<Item[]> {
  const turn = new Turn()
  let runs: Item[][] = []
  for (let start = 0; start < items.length; start += RUN) {
    if (turn.isOver) await turn.next()
    runs.push(items.slice(start, start + RUN).sort(compare))
  }
  while (runs.length > 1) {
    const merged: Item[][] = []
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(await merge(runs[index] ?? [], runs[index + 1] ?? [], compare, turn))
    }
    runs = merged
  }
  return runs[0] ?? []
}

async function merge<Item>(
  first: readonly Item[],
  second: readonly Item[],
  compare: (a: Item, b: Item) => number,
  turn: Turn,
): Promise<Item[]> {
  const merged: Item[] = []
  let rest = 0
  for (const item of first) {
    if (turn.isOver) await turn.next()
    while (rest < second.length && compare(second[rest] as Item, item) < 0) {
      merged.push(second[rest++] as Item)
    }
    merged.push(item)
  }
  return merged.concat(second.slice(rest))
}
