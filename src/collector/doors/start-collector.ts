import { currentRun, isTesting, runForTest, type TestRun } from '../../fakes/index.ts'
import { type Collector, collector, logOf, type SettledOptions } from '../index.ts'
import { type CollectorServer, type ServerOptions, serveCollector } from './collector-server.ts'

/** A connection takes its time, in milliseconds. */
const QUIET = 100

/** A collector on a port, which tells the running test what it receives. */
export interface StartedCollector extends Collector, CollectorServer {
  /**
   * The URL of a namespace: what is sent there is kept apart in `/micro`, and belongs to the test
   * that asked for the URL. For concurrent tests, and for workers that share one collector.
   */
  namespace(id: string): string
}

/**
 * Starts a collector on a port of this machine, for code that runs in another process: in
 * development, in a container, in another language. What it receives becomes part of the journal of
 * the running test, as with `interceptCollector`; it has the REST API of Snowplow Micro and a page
 * to watch at `/micro/ui`. `npx internal-events collector` runs one without a test.
 *
 * @throws {CollectorError} `COLLECTOR_NOT_STARTED` when it cannot listen on the port.
 * @throws {SchemaError} when `schemas` cannot be read.
 *
 * @example
 * ```ts
 * import { startCollector } from 'internal-events-testing/collector'
 * import { afterAll, expect, test } from 'vitest'
 *
 * const collector = await startCollector()
 * afterAll(() => collector.close())
 *
 * test('a client in another process sends the pull', async () => {
 *   await expect(async () => {
 *     // Stands for the other process.
 *     await fetch(`${collector.url}/i?e=se&p=srv&tv=own-1.0&se_ca=CLI&se_ac=pull_package`)
 *     await collector.settled()
 *   }).toTriggerInternalEvents('pull_package')
 * })
 * ```
 */
export async function startCollector(options: ServerOptions = {}): Promise<StartedCollector> {
  const tests = new Map<string, TestRun>()
  const environmentOf = (namespace: string) => {
    const own = tests.get(namespace)
    return own?.active ? own : currentRun()
  }
  const { url, close } = await serveCollector(options, {
    // Elsewhere nobody reads or resets what a test would.
    logOf: (namespace) => (isTesting() ? logOf(environmentOf(namespace)) : undefined),
    run: (namespace, block) =>
      tests.has(namespace) ? runForTest(environmentOf(namespace), block) : block(),
  })
  return Object.assign(Object.create(collector) as Collector, {
    url,
    close,
    settled: (options?: SettledOptions) => collector.settled({ quiet: QUIET, ...options }),
    namespace(id: string) {
      tests.set(id, currentRun())
      return `${url}/t/${encodeURIComponent(id)}`
    },
  })
}
