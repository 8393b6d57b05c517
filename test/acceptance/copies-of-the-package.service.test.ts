import { afterEach, describe, expect, test, vi } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { fakes, trackInternalEvent } from '../../src/entries/index.ts'

const KEY = Symbol.for('internal-events-testing')
const holder = globalThis as unknown as Record<symbol, { version: string }>

afterEach(() => {
  vi.resetModules()
})

describe('copies of the package in one run', () => {
  test('after vi.resetModules() there is still one journal', async () => {
    vi.resetModules()
    const copy = await import('../../src/entries/index.ts')
    expect(copy.trackInternalEvent).not.toBe(trackInternalEvent)
    await expect(() => copy.trackInternalEvent('delete_package')).toTriggerInternalEvents(
      'delete_package',
    )
    expect(fakes.journal.events).toHaveLength(1)
    expect(copy.fakes.journal.events).toHaveLength(1)
    trackInternalEvent('delete_package')
    expect(copy.fakes.counters.read('{event_counters}_delete_package')).toBe(2)
  })

  test('matchers of another copy see the same events', async () => {
    vi.resetModules()
    const { matchers } = await import('../../src/entries/matchers.ts')
    expect.extend(matchers)
    await expect(() => trackInternalEvent('delete_package'))
      .toTriggerInternalEvents('delete_package')
      .and.toNotIncrementUsageMetrics('counts.package_pulls')
  })

  test.each([
    ['in the order in which they were opened', false],
    ['in the other order', true],
  ])('interceptors of two copies are closed %s, and all is as before', async (_order, reversed) => {
    const fetchBefore = globalThis.fetch
    await fetchBefore('data:,x')
    const key = Symbol.for('undici.globalDispatcher.1')
    const dispatcher = (globalThis as Record<symbol, unknown>)[key]
    const own = await import('../../src/entries/msw.ts')
    vi.resetModules()
    const copy = await import('../../src/entries/msw.ts')
    const opened = [own.interceptCollector(), copy.interceptCollector()]
    for (const { close } of reversed ? opened.reverse() : opened) close()
    expect((globalThis as Record<symbol, unknown>)[key]).toBe(dispatcher)
    expect(globalThis.fetch).toBe(fetchBefore)
  })

  test('two versions are an error', () => {
    const state = holder[KEY] as { version: string }
    holder[KEY] = { ...state, version: '0.0.1' }
    try {
      expect(() => fakes.journal).toThrow(
        `Failed to load internal-events-testing ${packageJson.version}: version 0.0.1 is already loaded in this run, and each version would record only some of the events. Run npm ls internal-events-testing and keep one version.`,
      )
    } finally {
      holder[KEY] = state
    }
  })
})
