import { fakes } from '../../src/entries/index.ts'

interface Context {
  readonly schema: string
  readonly data: Readonly<Record<string, unknown>>
}

/** Returns the contexts of a recorded event by their names. */
export function contextsOf(index = 0): Record<string, Context> {
  const cx = fakes.journal.events[index]?.payload?.['cx'] as string
  const { data } = JSON.parse(Buffer.from(cx, 'base64url').toString())
  return Object.fromEntries(data.map((entity: Context) => [entity.schema.split('/')[1], entity]))
}
