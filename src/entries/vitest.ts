/**
 * The setup file for Vitest (and its types for Vitest 5): registers the matchers, gives each
 * test fakes of its own, and settles open assertions when it ends.
 */
import * as vitest from 'vitest'
import { afterEach, beforeEach, expect, inject, type Mock, vi } from 'vitest'
import { openHandedCatalog, UsedLines } from '../definitions/index.ts'
import { beginFile, type TrackEvent } from '../fakes/index.ts'
import { provideModule, runsInBrowser } from '../foundation/index.ts'
import { type InternalEventsMatchers, matchers, type NegatedMatchers } from '../matchers/index.ts'
import type { ProvidedCatalog } from '../plugin/index.ts'
import {
  countDerivedPromises,
  runVitest,
  runVitest3,
  type Suite,
  type VitestRunner,
  type VitestSuite,
} from '../runners/index.ts'

expect.extend(matchers)

const provided = inject('internalEventsCatalog' as never) as ProvidedCatalog | undefined
const used = new UsedLines()
const endFile = beginFile({
  derivedPromises: countDerivedPromises(expect),
  path: () => expect.getState().testPath,
  catalog(folder) {
    return provided && openHandedCatalog(provided, runsInBrowser() ? undefined : folder, used.add)
  },
  mocking: {
    beforeEach,
    afterEach,
    spyOn: (object, method) => vi.spyOn(object, method as never),
  },
  emitter: globalThis.process?.emit === undefined ? undefined : globalThis.process,
})

/** Ends the file, and tells the plugin, which watches definitions, what it used of them. */
async function end({ meta }: Suite): Promise<void> {
  try {
    await endFile()
  } finally {
    if (provided?.watches) meta['internalEvents'] = used.of(provided.file)
  }
}

if (runsInBrowser()) {
  provideModule('@snowplow/node-tracker', await import('@snowplow/node-tracker'))
}

if ('aroundEach' in vitest) {
  runVitest(vitest.TestRunner as unknown as VitestRunner, vitest.aroundAll as never, end)
} else {
  // Computed, since bundlers look for the modules that literals name.
  const suite = ['vitest', 'suite'].join('/')
  const functions: VitestSuite = await import(/* @vite-ignore */ suite)
  runVitest3(functions, vitest as never, end)
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends InternalEventsMatchers<T> {}

  interface Assertion<R extends void | Promise<void> = void, T = unknown> {
    readonly not: Assertion<R, T> & NegatedMatchers
  }
}

declare global {
  interface InternalEventsMocks {
    vitest: Mock<TrackEvent>
  }
}
