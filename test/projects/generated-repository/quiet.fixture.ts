import { expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'

test('another file says nothing of the faults', () => {
  expect(() => trackInternalEvent('byte_order_mark')).toTriggerInternalEvents('byte_order_mark')
})
