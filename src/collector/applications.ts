import { isTesting } from '../fakes/index.ts'
import { SchemaRegistry } from '../snowplow/iglu/index.ts'
import { type CollectorOptions, createDecoder, MAX_BYTES } from '../snowplow/index.ts'
import { Application } from './application.ts'
import { answerTo, type CollectOptions, createCollect } from './collect.ts'
import { EventStore } from './micro/index.ts'
import { nobody, type Recipient, runningTest } from './recipient.ts'
import { type Collecting, inProcessRoutes, standaloneRoutes, usageDataRoute } from './routes.ts'
import { readTarget, targetsOf } from './target.ts'
import type { UsageDataOptions } from './usage-data/index.ts'

/** Which requests a collector in process takes. */
export interface InProcessOptions extends CollectorOptions {
  /** Takes what goes to this host alone, and what is posted to its path besides the known ones. */
  readonly url?: string | undefined
}

/** Where the usage data API is, and whose requests it takes. */
export interface UsageDataHandlerOptions extends UsageDataOptions {
  /** The instance whose API it is. Default: any host. */
  readonly url?: string | undefined
}

/** How a collector that stands alone is set up. */
export interface StandaloneOptions extends CollectorOptions {
  /** How many events it keeps, the newest. Default: 100,000. */
  readonly maxEvents?: number | undefined
  /** Whose shapes `/micro` answers in, where versions of Snowplow Micro differ. Default: 4. */
  readonly microVersion?: 3 | 4 | undefined
}

/** Makes the collector of this process, for the running test: it takes the place of the real one. */
export function inProcessCollector({ url, ...options }: InProcessOptions): Application {
  const { maxBytes = MAX_BYTES } = options
  const base = url === undefined ? undefined : new URL(url)
  const collecting = collectingOf({
    decode: createDecoder(options),
    maxBytes,
    recipient: runningTest,
    defaultOrigin: null,
  })
  return new Application(inProcessRoutes(collecting, base?.pathname), targetsOf(base))
}

/** Makes the usage data API of an instance, for the running test. */
export function usageDataApi({ url, user }: UsageDataHandlerOptions): Application<Request> {
  const base = url === undefined ? undefined : new URL(url)
  return new Application([usageDataRoute({ user })], targetsOf(base))
}

/** Makes a collector that stands alone, with the REST API of Snowplow Micro on what it received. */
export function standaloneCollector(
  options: StandaloneOptions,
  recipient: Recipient = nobody,
): Application {
  const { maxBytes = MAX_BYTES, maxEvents = 100_000, microVersion = 4 } = options
  const registry = new SchemaRegistry(options)
  const store = new EventStore(maxEvents)
  const collecting = collectingOf({
    decode: createDecoder({ maxBytes }, registry),
    maxBytes,
    recipient,
    store,
    defaultOrigin: '*',
  })
  const usageData = usageDataRoute({ maxBytes, run: recipient.run, when: isTesting })
  const routes = standaloneRoutes(
    collecting,
    usageData,
    { store, registry, microVersion },
    maxBytes,
  )
  return new Application(routes, readTarget)
}

function collectingOf(options: CollectOptions): Collecting {
  return {
    collect: createCollect(options),
    preflight: (call) => answerTo(call, 200, options.defaultOrigin),
  }
}
