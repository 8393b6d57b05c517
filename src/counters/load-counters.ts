import type { CounterReader, CounterStore } from './counter-store.ts'

/**
 * Runs code that reads a store which answers at once, on one that answers later. It calls `read`
 * twice, first to learn which questions it asks: these must not depend on the answers.
 */
export async function loadCounters<Result>(
  store: CounterStore,
  read: (counters: CounterReader) => Result,
): Promise<Result> {
  const answers = new Map<string, unknown>()
  const questions = new Map<string, () => unknown>()
  const ask = <Answer>(question: string, put: () => unknown, none: Answer): Answer => {
    questions.set(question, put)
    return answers.has(question) ? (answers.get(question) as Answer) : none
  }
  const counters: CounterReader = {
    read: (key) => ask(`read ${key}`, () => store.read(key), 0),
    countUnique: (keys) =>
      ask(`countUnique ${JSON.stringify(keys)}`, () => store.countUnique(keys), 0),
    readFields: (key) => ask(`readFields ${key}`, () => store.readFields(key), new Map()),
  }
  read(counters)
  await Promise.all(
    [...questions].map(async ([question, put]) => answers.set(question, await put())),
  )
  return read(counters)
}
