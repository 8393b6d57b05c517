/** The requests that clients send, without a client. */
export const TP2 = '/com.snowplowanalytics.snowplow/tp2'
export const SCHEMA = 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4'
export const item = { e: 'se', p: 'srv', tv: 'own-1.0', se_ca: 'CLI', se_ac: 'pull_package' }

export const bodyOf = (...data: unknown[]): string => JSON.stringify({ schema: SCHEMA, data })

export function post(url: string, ...data: unknown[]): Promise<Response> {
  return fetch(url + TP2, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: bodyOf(...data),
  })
}

export async function read<Body>(url: string, filter?: unknown): Promise<Body> {
  const response = await fetch(
    url,
    filter === undefined ? {} : { method: 'POST', body: JSON.stringify(filter) },
  )
  return (await response.json()) as Body
}

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape, whose shape the tests assert
export type Json = any
