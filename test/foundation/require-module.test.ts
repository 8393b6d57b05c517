import { afterEach, expect, test, vi } from 'vitest'
import { runsInBrowser } from '../../src/foundation/index.ts'

afterEach(() => vi.unstubAllGlobals())

test('Node.js is told from a browser, and one that is too old is refused', () => {
  expect(runsInBrowser()).toBe(false)
  vi.stubGlobal('process', undefined)
  expect(runsInBrowser()).toBe(true)
  vi.stubGlobal('process', { env: {}, versions: {} })
  expect(runsInBrowser()).toBe(true)
  vi.stubGlobal('process', { versions: { node: '18.20.8' } })
  expect(runsInBrowser).toThrow(
    'Failed to load internal-events-testing: this is Node.js 18.20.8. Run it with Node.js 20.19 or later.',
  )
})
