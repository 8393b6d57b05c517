import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  DefinitionError,
  fakes,
  InternalEvents,
  InternalEventsError,
  TrackingError,
  trackInternalEvent,
} from '../../src/entries/index.ts'

afterEach(() => {
  vi.resetModules()
})

const thrown = (run: () => unknown): unknown => {
  try {
    run()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe('an error is told by its brand', () => {
  test('it is one of its class and of the base, and of no other', () => {
    const error = thrown(() => trackInternalEvent('nowhere'))
    expect(error instanceof TrackingError).toBe(true)
    expect(error instanceof InternalEventsError).toBe(true)
    expect(error instanceof Error).toBe(true)
    expect(error instanceof DefinitionError).toBe(false)
  })

  test('also where another copy of the package has thrown it', async () => {
    vi.resetModules()
    const copy = await import('../../src/entries/index.ts')
    const error = thrown(() => copy.trackInternalEvent('nowhere'))
    expect(copy.TrackingError).not.toBe(TrackingError)
    expect(error instanceof TrackingError).toBe(true)
    expect(error instanceof DefinitionError).toBe(false)
    expect(error instanceof copy.InternalEventsError).toBe(true)
  })

  test.each([undefined, null, 'text', 1, {}, new Error('other')])('%s is none', (value) => {
    expect((value as unknown) instanceof InternalEventsError).toBe(false)
    expect((value as unknown) instanceof TrackingError).toBe(false)
  })

  test('also while a test has replaced Error', () => {
    vi.stubGlobal('Error', class extends Error {})
    try {
      const error = thrown(() => trackInternalEvent('nowhere'))
      expect(error instanceof TrackingError).toBe(true)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  test('a subclass is one of its own', () => {
    class OwnError extends TrackingError {}
    const own = new OwnError('UNKNOWN_EVENT', 'a', 'b', 'c')
    expect(own instanceof OwnError).toBe(true)
    expect(own instanceof TrackingError).toBe(true)
    expect(thrown(() => trackInternalEvent('nowhere')) instanceof OwnError).toBe(false)
  })

  test('a refused call that the code under test swallows fails the assertion, also of another copy', async () => {
    vi.resetModules()
    const copy = await import('../../src/entries/index.ts')
    const swallow = () => {
      try {
        copy.InternalEvents.trackEvent('nowhere')
      } catch {}
    }
    await expect(
      Promise.resolve().then(() => expect(swallow).not.toTriggerInternalEvents()),
    ).rejects.toThrow('Unknown event: nowhere')
  })
})

test('an error that imitates one of the front end has a code and the brand, which comparisons do not see', () => {
  const error = thrown(() =>
    InternalEvents.trackEvent('click_copy_install_command', { label: 1 as never }),
  )
  expect(error).toEqual(new Error('label should be of type: string. Provided type is: number.'))
  expect(error).toMatchObject({ code: 'WRONG_TYPE' })
  expect(error instanceof InternalEventsError).toBe(true)
  expect(fakes.journal.events).toEqual([])
})
