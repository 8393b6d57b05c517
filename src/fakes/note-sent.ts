import { EVENT_TYPES, readSelfDescribing, structField } from '../snowplow/index.ts'
import { BlockRun } from './block-run.ts'
import type { RawRequest, SentData } from './sent-data.ts'
import type { TestRun } from './test-run.ts'
import { noteSite } from './tracking-site.ts'

/** Notes what the code of a test sent beside internal events, for its blocks and for its end. */
export function noteSent(testRun: TestRun, data: SentData): void {
  testRun.sent.push(data)
  noteSite(testRun, data)
  BlockRun.record('sent', data)
}

/** Notes a payload that is not in the journal: a page view, say, or one that the collector refused. */
export function noteSentPayload(
  testRun: TestRun,
  payload: Readonly<Record<string, unknown>>,
): void {
  const action = structField(payload, 'ac')
  const name =
    typeof action === 'string'
      ? action
      : (readSelfDescribing(payload)?.schema ?? EVENT_TYPES.get(payload['e']) ?? 'a payload')
  noteSent(testRun, { name, payload })
}

/**
 * Notes a request to a collector. One whose items could not be read is sent data of its own; of others
 * the address and the headers matter to canaries alone.
 */
export function noteRawRequest(testRun: TestRun, request: RawRequest, hasCanaries: boolean): void {
  const [path = ''] = request.url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/)
  const data = { name: `${request.method} ${path || '/'}`, request }
  if (request.body !== undefined) noteSent(testRun, data)
  else if (hasCanaries) {
    testRun.sent.push(data)
    noteSite(testRun, data)
  }
}
