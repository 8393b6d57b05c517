import { currentRun, openCollectors, runForTest, type TestRun } from '../../../fakes/index.ts'
import {
  type Collector,
  CollectorError,
  collector,
  isNamespace,
  logOf,
  type SettledOptions,
} from '../../index.ts'
import { type CollectorServer, type ServerOptions, serveCollector } from './collector-server.ts'

/** The quiet time that a connection needs, in milliseconds. */
const QUIET = 100

/** A collector on a port that tells the running test about its requests. */
export interface StartedCollector extends Collector, CollectorServer {
  /**
   * Returns the URL of a namespace, for concurrent tests, and for workers that share a collector.
   * Events that are sent there are kept apart in `/micro`, and belong to the test that asked.
   *
   * @throws {CollectorError} `INVALID_NAMESPACE` for an empty id, `.` and `..`.
   */
  namespace(id: string): string
}

/**
 * Starts a collector on a port of this machine, for code that runs in another process: in
 * development, in a container, in another language. Its events become part of the journal of the
 * running test; those that this process sends belong to the test and the block that sent them, as
 * with `interceptCollector`. It has the REST API of Snowplow Micro and a page to watch at
 * `/micro/ui`. `npx internal-events collector` runs one without a test.
 *
 * @throws {CollectorError} `COLLECTOR_NOT_STARTED` when it cannot listen on the port, and for an
 *   allowed host that is not a name, and `UNKNOWN_OPTION`.
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
  const askerOf = (namespace: string) => {
    const asker = tests.get(namespace)
    return asker?.ended ? undefined : asker
  }
  const { url, close } = await serveCollector(options, {
    logOf: (namespace) => logOf(askerOf(namespace) ?? currentRun()),
    run(namespace, block) {
      const asker = askerOf(namespace)
      // Code of the test that asked may belong to one of its blocks.
      return asker && asker !== currentRun() ? runForTest(asker, block) : block()
    },
  })
  openCollectors().add(tests)
  return Object.assign(Object.create(collector) as Collector, {
    url,
    async close() {
      // Requests that the test has sent would break off, and their events would be lost without a word.
      await currentRun().underWay.settle()
      openCollectors().delete(tests)
      return close()
    },
    settled: (options?: SettledOptions) => collector.settled({ quiet: QUIET, ...options }),
    namespace(id: string) {
      if (!isNamespace(id)) {
        throw new CollectorError(
          'INVALID_NAMESPACE',
          `Failed to make the URL of namespace ${JSON.stringify(id)}: a URL cannot have it as a part. Give it another name.`,
        )
      }
      tests.set(id, currentRun())
      return `${url}/t/${encodeURIComponent(id)}`
    },
  })
}
