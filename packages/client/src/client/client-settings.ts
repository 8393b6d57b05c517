import type { Tracker } from '@snowplow/node-tracker'

/** How a client sends. */
export interface ClientSettings {
  /** Whether events are sent at all. Default: `false`. */
  readonly enabled?: boolean | undefined
  /** The URL of the collector; needed where the client is enabled and has no `tracker`. */
  readonly endpoint?: string | undefined
  /** Default: `gitlab_ai_gateway`. */
  readonly appId?: string | undefined
  /** Default: `gl`. */
  readonly namespace?: string | undefined
  /** How many events make a request. Default: 1. */
  readonly batchSize?: number | undefined
  /** How many events may wait while the collector is down; more are refused. Default: 10,000. */
  readonly queueSize?: number | undefined
  /** How long to wait for the collector's answer, in milliseconds. Default: 10,000. */
  readonly timeout?: number | undefined
  /** What a service is called where no request says it. Default: `ai-gateway-python`. */
  readonly source?: string | undefined
  /** Where a service runs where no request says it. Default: `development`. */
  readonly environment?: string | undefined
  /** A tracker to send with instead of one of its own, such as `fakes.tracker` in tests. */
  readonly tracker?: Tracker | undefined
  /** Default: `console`. */
  readonly logger?: Pick<Console, 'debug' | 'warn'> | undefined
}
