import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { currentCatalog, runner, setCatalog } from '../../src/fakes/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

beforeEach(() => {
  const facts = runner()
  const before = { ...facts }
  setCatalog(undefined)
  return () => {
    vi.unstubAllGlobals()
    Object.assign(facts, before)
    setCatalog(undefined)
  }
})

test('definitions are those of the project of the test file', () => {
  const { root, remove } = temporaryProject({
    'package.json': '{}',
    'config/events/copy_link.yml': 'action: copy_link\ninternal_events: true\n',
  })
  onTestFinished(remove)
  runner().testFolder = () => `${root}/test/deep`
  expect([...currentCatalog().events.keys()]).toEqual(['copy_link'])
})

test('definitions are those of the working directory where the test file is not known', () => {
  runner().testFolder = () => undefined
  expect(currentCatalog().event('pull_package').action).toBe('pull_package')
})

test('a browser cannot read definitions, and says what hands them over', () => {
  vi.stubGlobal('process', undefined)
  expect(currentCatalog).toThrow(
    expect.objectContaining({
      code: 'NO_DEFINITIONS',
      message:
        "Failed to load the catalog: a browser cannot read definition files. Add globalSetup: ['internal-events-testing/vitest-definitions'] to vitest.config.ts, which hands them over.",
    }),
  )
})
