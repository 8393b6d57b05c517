import { expect, test } from 'vitest'
import InternalEventsReporter from '../../src/entries/reporter.ts'

const JEST = { rootDir: '/shop' }

test.each([
  ['a misspelt option', { nam: 'unit' }, 'unknown option "nam". Did you mean "name"?'],
  [
    'an option of others',
    { outputFile: 'x' },
    'unknown option "outputFile". Options are name, page.',
  ],
])('%s is refused', (_, options, problem) => {
  const error = expect.objectContaining({
    code: 'UNKNOWN_OPTION',
    message: `Failed to set up the reporter of internal events: ${problem}`,
  })
  const given = options as object
  expect(() => new InternalEventsReporter(given)).toThrow(error)
  expect(() => new InternalEventsReporter(JEST, given)).toThrow(error)
})

test('its own options, and those that runners add, are taken', () => {
  const added = { configDir: '/shop', _mode: 'test', _isTestServer: false, _commandHash: '1a' }
  new InternalEventsReporter()
  new InternalEventsReporter({ name: 'unit', page: true })
  new InternalEventsReporter({ ...added, name: 'unit' } as object)
  new InternalEventsReporter(JEST, {})
})
