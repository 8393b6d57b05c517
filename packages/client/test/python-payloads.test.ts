import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { startCollector } from '../../../src/entries/collector.ts'
import { validateContext } from '../../../src/entries/contexts.ts'
import {
  InternalEventsClient,
  type TrackEventOptions,
  withInternalEventContext,
} from '../src/entries/index.ts'

type Fields = Record<string, unknown>

interface Call {
  readonly event: string
  readonly category?: string
  readonly properties?: Fields
  readonly options?: Fields
  readonly context?: Fields
  readonly mergeRequestUrl?: string
  readonly pipelineSource?: string
}

interface Sent {
  readonly payload: Fields
  readonly contexts: readonly { readonly schema: string; readonly data: Fields }[]
}

interface Case {
  readonly name: string
  readonly call: Call
  readonly answer: Sent | { readonly raises: string }
}

const file = new URL('./python-payloads.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly Case[] }
const NOTHING = cases.find(({ name }) => name === 'no properties')?.answer as Sent

/** What differs on purpose: Python's answer to the call becomes ours. */
type Difference = (answer: Sent) => Sent

/** A value that does not fit its field is left out: the pipeline would refuse the whole event. */
const fitted: Difference = ({ payload, contexts: [standard, ai] }) => ({
  payload,
  contexts: [standard, ai && { ...ai, data: fittedData(ai) }].flatMap((context) => context ?? []),
})

function fittedData({ schema, data }: Sent['contexts'][number]): Fields {
  return Object.fromEntries(
    Object.entries(data).map(([field, value]) => {
      try {
        validateContext({ schema, data: { [field]: value } })
        return [field, value]
      } catch {
        return [field, null]
      }
    }),
  )
}

/** An id that is not a number goes to the session alone: the pipeline would refuse it as a value. */
const withoutValue: Difference = (answer) => {
  const { payload, contexts } = fitted(answer)
  const { se_va: id, ...others } = payload
  expect(Number(id)).toBeNaN()
  return { payload: others, contexts }
}

/** Python raises, and a service is harmed; this client sends the event, with the default category. */
const sentWith =
  (extra: Fields): Difference =>
  () => ({
    ...NOTHING,
    contexts: NOTHING.contexts.map(({ schema, data }) => ({
      schema,
      data: 'extra' in data ? { ...data, extra } : data,
    })),
  })

const DIFFERENCES: Readonly<Record<string, Difference>> = {
  'a value that is a UUID': withoutValue,
  'a value that is a text of 256 characters': withoutValue,
  'a workflow type that is a number': fitted,
  'a workflow id that is a number': fitted,
  'an agent name that is a list': fitted,
  'caches that are no counts': fitted,
  'a cache that is a boolean': fitted,
  'tokens of wrong types': fitted,
  'an own property with a lone surrogate': sentWith({ key: 'a\ud83e' }),
  'a category that is null': sentWith({}),
  'an empty category': sentWith({}),
}

/** The texts are longer than their columns, which have 1,000 units of UTF-16, as with Python. */
const TOO_LONG = [
  'a property of 999 emoji',
  'a property of 1000 emoji',
  'a property of 1001 emoji',
  'a property of 999 letters and one emoji',
  'an emoji across the cut',
  'a long label, which is not cut',
]

const collector = await startCollector()
afterAll(() => collector.close())

/** Tracks an event, and returns what the collector received: what is good, and what is bad. */
async function track(call: Call): Promise<Sent[]> {
  const client = new InternalEventsClient({
    enabled: true,
    endpoint: collector.url,
    aiContextVersion: '1-0-1',
  })
  const { context, mergeRequestUrl, pipelineSource } = call
  withInternalEventContext(
    { ...context, merge_request_url: mergeRequestUrl, pipeline_source: pipelineSource },
    () =>
      client.trackEvent(call.event, {
        ...call.options,
        ...('properties' in call ? { additionalProperties: call.properties } : {}),
        ...('category' in call ? { category: call.category } : {}),
      } as TrackEventOptions),
  )
  await client.shutdown()
  return [...collector.events, ...collector.badRows].map(({ payload }) =>
    sentOf(payload as Readonly<Record<string, string>>),
  )
}

function sentOf({
  cx = '',
  eid: _,
  dtm: __,
  stm: ___,
  tv: ____,
  ...payload
}: Readonly<Record<string, string>>): Sent {
  return { payload, contexts: JSON.parse(Buffer.from(cx, 'base64url').toString()).data }
}

describe('the client sends what the Python client sends for', () => {
  test.each(cases)('$name', async ({ name, call, answer }) => {
    const isTooLong = TOO_LONG.includes(name)
    if (isTooLong) collector.expectBadRows()
    const difference = DIFFERENCES[name]
    const expected = difference ? difference(answer as Sent) : (answer as Sent)
    const [sent, ...more] = await track(call)
    expect(more).toEqual([])
    expect(collector.badRows).toHaveLength(isTooLong ? 1 : 0)
    expect(sent).toStrictEqual(expected)
    if (difference) expect(expected).not.toEqual(answer)
    for (const [index, { data }] of expected.contexts.entries()) {
      expect(Object.keys(sent?.contexts[index]?.data ?? {})).toEqual(Object.keys(data))
    }
  })
})

test('every difference is that of a call', () => {
  const names = cases.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining([...Object.keys(DIFFERENCES), ...TOO_LONG]))
})
