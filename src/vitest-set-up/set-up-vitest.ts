import * as vitest from 'vitest'
import { afterEach, beforeEach, expect, inject, vi } from 'vitest'
import { hearLoadedCatalogs, UsedLines } from '../definitions/index.ts'
import { beginFile } from '../fakes/index.ts'
import { nativeRequire, provideModule, runsInBrowser } from '../foundation/index.ts'
import { MATCHER_NAMES, type matchers } from '../matchers/index.ts'
import type { ProvidedCatalog } from '../plugin/index.ts'
import { judgeSent } from '../privacy/index.ts'
import {
  countDerivedPromises,
  registerLate,
  runVitest,
  runVitest3,
  type Suite,
  type VitestRunner,
  type VitestSuite,
} from '../runners/index.ts'

interface MatchersModule {
  readonly matchers: typeof matchers
}

/** From the folder of the modules that entry points share, where `require` is once the package is built. */
const BUILT_MATCHERS = '../matchers.mjs'

/**
 * Sets up a test file of Vitest. Vitest evaluates the set-up file anew for each test file, with a
 * request for each module that it imports; that it imports this one alone makes it cheap.
 * `importMatchers` serves where they cannot be loaded at their first call.
 */
export async function setUpVitest(importMatchers: () => Promise<MatchersModule>): Promise<void> {
  const require = nativeRequire()
  if (require) registerLate(expect, MATCHER_NAMES, () => require(BUILT_MATCHERS).matchers)
  else expect.extend((await importMatchers()).matchers)

  const provided = inject('internalEventsCatalog' as never) as ProvidedCatalog | undefined
  const used = new UsedLines()
  hearLoadedCatalogs(used.addAll)
  const endFile = beginFile({
    judgeSent,
    tellsTests: true,
    derivedPromises: countDerivedPromises(expect),
    expect,
    path: () => expect.getState().testPath,
    catalog: () => provided && { catalog: provided, onUse: used.add },
    mocking: {
      beforeEach,
      afterEach,
      spyOn: (object, method) => vi.spyOn(object, method as never),
    },
    emitter: globalThis.process?.emit === undefined ? undefined : globalThis.process,
  })
  if (runsInBrowser()) {
    provideModule('@snowplow/node-tracker', await import('@snowplow/node-tracker'))
  }
  await runTests(async ({ meta }) => {
    try {
      await endFile()
    } finally {
      // The plugin, which watches definitions, hears what the file used of them.
      if (provided?.watches) meta['internalEvents'] = used.of(provided.file)
    }
  })
}

async function runTests(end: (file: Suite) => Promise<void>): Promise<void> {
  if ('aroundEach' in vitest) {
    runVitest(vitest.TestRunner as unknown as VitestRunner, vitest.aroundAll as never, end)
    return
  }
  // Computed, since bundlers look for the modules that literals name.
  const suite = ['vitest', 'suite'].join('/')
  const functions: VitestSuite = await import(/* @vite-ignore */ suite)
  runVitest3(functions, vitest as never, end)
}
