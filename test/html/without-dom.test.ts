import { expect, test } from 'vitest'
import { InternalEvents } from '../../src/entries/index.ts'

test('without a document there is nothing to bind', () => {
  const failure = expect.objectContaining({
    code: 'NO_DOCUMENT',
    message:
      'Failed to track clicks and loads: there is no document. Run the test in jsdom, happy-dom or a browser, or pass a root.',
  })
  expect(() => InternalEvents.bindInternalEventDocument()).toThrow(failure)
  expect(() => InternalEvents.trackInternalLoadEvents()).toThrow(failure)
})
