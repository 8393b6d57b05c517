import type { Sender } from '../snowplow/index.ts'
import { FORWARDING, PIXELS, TP2, WEBHOOK } from './paths.ts'

/** An end point that takes events. */
export interface EndPoint {
  readonly methods: readonly string[]
  readonly path: string
  readonly sender: Sender
  /** True where, in process, only a tracker's field in its query tells an event from any other request. */
  readonly shared?: true
}

/** The fields that only trackers send; `url`, `page` or `lang` may be anybody's. */
export const TRACKER_FIELD: RegExp =
  /^(?:e|p|tv|tna|aid|eid|dtm|stm|ttm|duid|tnuid|cx|co|ue_p[xr]|(?:se|ev|tr|ti|pp)_[a-z]+)$/

const POST = ['POST']
const READ = ['GET', 'HEAD']
/** The methods of senders that both ask and post. */
export const ANY_SENDER: readonly string[] = ['GET', 'POST', 'HEAD']

/** Returns the end points of a collector, at `url` if it has one: its path is one more. */
export function endPointsOf(url: URL | undefined): readonly EndPoint[] {
  const own = url && url.pathname !== '/' ? [url.pathname] : []
  // A host that is named is a collector; on any other, `/i` may be somebody else's picture.
  const shared = url ? {} : { shared: true as const }
  return [
    { methods: READ, path: TP2, sender: 'tracker' },
    ...PIXELS.map((path): EndPoint => ({ methods: READ, path, sender: 'tracker', ...shared })),
    ...[TP2, ...own].map((path): EndPoint => ({ methods: POST, path, sender: 'tracker' })),
    { methods: POST, path: FORWARDING, sender: 'forwarding' },
    { methods: ANY_SENDER, path: WEBHOOK, sender: 'webhook' },
  ]
}
