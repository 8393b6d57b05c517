import { expect, onTestFinished, test, vi } from 'vitest'

test('in setupFiles of Jest there is no expect yet', async () => {
  vi.doMock('@jest/globals', () => ({ expect: undefined, jest: {} }))
  onTestFinished(() => void vi.doUnmock('@jest/globals'))
  await expect(import('../../src/entries/jest.ts')).rejects.toMatchObject({
    code: 'SET_UP_TOO_EARLY',
    message:
      'Failed to set up Jest: internal-events-testing/jest is named in setupFiles, which run before there are tests and expect. Name it in setupFilesAfterEnv.',
  })
})
