import type { AiContextVersion } from '../contexts/ai-context.ts'
import type { DeliveredEvent, LostEvent } from './delivery-ledger.ts'
import type { EventTracker } from './event-tracker.ts'

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
  /**
   * The number of events that start a request. More that wait travel with them, up to 40 kB.
   * Default: 1.
   */
  readonly batchSize?: number | undefined
  /**
   * The number of events that may wait for the collector; more are lost. However many, they may take
   * 20 MB. Default: 10,000.
   */
  readonly queueSize?: number | undefined
  /** The time to wait for the collector's answer, in milliseconds. Default: 10,000. */
  readonly timeout?: number | undefined
  /** The name of the service, unless a request says it. Default: `ai-gateway-python`. */
  readonly source?: string | undefined
  /** The environment of the service, unless a request says it. Default: `development`. */
  readonly environment?: string | undefined
  /**
   * The version of the `ai_context`, whose fields an event has. The AI gateway sends `1-0-1`.
   * Default: the newest, `1-0-2`.
   */
  readonly aiContextVersion?: AiContextVersion | undefined
  /** `false` leaves the events that wait when the process has nothing left to do. Default: `true`. */
  readonly flushAtExit?: boolean | undefined
  /** Hears of events that the collector has accepted. */
  readonly onDelivery?: ((events: DeliveredEvent[]) => void) | undefined
  /** Hears of events that are lost. */
  readonly onLoss?: ((events: LostEvent[]) => void) | undefined
  /** A tracker to send with instead of the client's own transport, such as `fakes.tracker` in tests. */
  readonly tracker?: EventTracker | undefined
  /** Default: `console`. */
  readonly logger?: Pick<Console, 'debug' | 'warn'> | undefined
}
