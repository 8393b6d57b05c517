import type { ReceivedRequest } from './stored-event.ts'

/** Headers with secrets, those of GitLab's API among them. A page and an API show what is kept. */
const SECRET = /^(authorization|proxy-authorization|cookie|private-token|job-token): .*/is

/** Returns a request without the values of the headers that are secrets. */
export function redacted(request: ReceivedRequest): ReceivedRequest {
  return {
    ...request,
    headers: request.headers.map((one) => one.replace(SECRET, '$1: [redacted]')),
  }
}
