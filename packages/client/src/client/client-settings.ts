import type { Tracker } from '@snowplow/node-tracker'

/** The settings of a client. */
export interface ClientSettings {
  /** True to send events. Default: `false`. */
  readonly enabled?: boolean | undefined
  /** The URL of the collector; needed if the client is enabled and has no `tracker`. */
  readonly endpoint?: string | undefined
  /** Default: `gitlab_ai_gateway`. */
  readonly appId?: string | undefined
  /** Default: `gl`. */
  readonly namespace?: string | undefined
  /** The number of events in a request. Default: 1. */
  readonly batchSize?: number | undefined
  /** The number of events that may wait for the collector; more are refused. Default: 10,000. */
  readonly queueSize?: number | undefined
  /** The time to wait for the collector's answer, in milliseconds. Default: 10,000. */
  readonly timeout?: number | undefined
  /** The name of the service, unless a request says it. Default: `ai-gateway-python`. */
  readonly source?: string | undefined
  /** The environment of the service, unless a request says it. Default: `development`. */
  readonly environment?: string | undefined
  /** A tracker to send with instead of one of its own, such as `fakes.tracker` in tests. */
  readonly tracker?: Tracker | undefined
  /** Default: `console`. */
  readonly logger?: Pick<Console, 'debug' | 'warn'> | undefined
}
