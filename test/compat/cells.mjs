/**
 * One cell per supported runner: its Node.js, its packages and how it runs test files. `runner` is
 * what the shared tests import as `./runner.mjs`.
 */
const NODE_20 = '20.19.6'
const NODE_24 = '24.21.0'

const vitestRunner = `
export { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRequire } from 'node:module'
import { test, vi } from 'vitest'
export const concurrent = test.concurrent
export const together = (declare) => declare()
export const clocks = [{ fake: () => vi.useFakeTimers(), advance: (ms) => vi.advanceTimersByTime(ms), real: () => vi.useRealTimers() }]
export const otherCopy = createRequire(import.meta.url)('internal-events-testing')
`

const jestRunner = `
const { afterAll, beforeAll, describe, expect, test } = require('@jest/globals')
const clocks = [false, true].map((legacyFakeTimers) => (
  { fake: () => jest.useFakeTimers({ legacyFakeTimers }), advance: (ms) => jest.advanceTimersByTime(ms), real: () => jest.useRealTimers() }
))
module.exports = { clocks, afterAll, beforeAll, describe, expect, test, concurrent: test.concurrent, together: (declare) => declare() }
`

const nodeRunner = `
import 'internal-events-testing/expect'
export { expect } from 'expect'
export { after as afterAll, before as beforeAll, describe, test } from 'node:test'
import { createRequire } from 'node:module'
import { describe, mock, test } from 'node:test'
export const concurrent = test
export const together = (declare) => describe('together', { concurrency: true }, declare)
export const clocks = [{ fake: () => mock.timers.enable(), advance: (ms) => mock.timers.tick(ms), real: () => mock.timers.reset() }]
export const otherCopy = createRequire(import.meta.url)('internal-events-testing')
`

const SET_UP = `setupFiles: ['internal-events-testing/vitest'], `

const vitest = (name, version, node, typescript, entry, packages = {}) => ({
  name,
  node,
  packages: { vitest: version, typescript, ...packages },
  entry,
  extension: 'mjs',
  runner: vitestRunner,
  mock: `import { vi } from 'vitest'\nvi.mock('@snowplow/node-tracker', () => import('internal-events-testing/node-tracker'))`,
  files: {
    'vitest.config.mjs': `export default { test: { include: ['*.test.mjs'], ${SET_UP}testTimeout: 2000 } }\n`,
  },
  command: [
    'vitest',
    'run',
    '--reporter=json',
    '--outputFile.json=report.json',
    '--reporter=default',
  ],
  types: {
    imported: `import 'internal-events-testing/${entry}'\nimport { expect, vi } from 'vitest'\nconst { spyOn } = vi`,
  },
})

/** The same cell with the plugin as its whole set-up, which is type-checked, too. */
const withPlugin = ({ name, files, types, ...cell }) => ({
  ...cell,
  name: `${name}-plugin`,
  files: {
    'vitest.config.mjs': `import { internalEvents } from 'internal-events-testing/plugin'\n${files[
      'vitest.config.mjs'
    ]
      .replace(SET_UP, '')
      .replace('{ test:', '{ plugins: [internalEvents()], test:')}`,
  },
  types: {
    imported: `${types.imported}
import { internalEvents } from 'internal-events-testing/plugin'
import { defineConfig } from 'vitest/config'
export const config = defineConfig({ plugins: [internalEvents()] })`,
  },
})

const jest = (name, version, node) => ({
  name,
  node,
  packages: {
    jest: version,
    '@jest/globals': version,
    '@types/jest': version.split('.', 1)[0],
    typescript: '5.9.3',
  },
  entry: 'jest',
  extension: 'cjs',
  runner: jestRunner,
  mock: `require('@jest/globals').jest.mock('@snowplow/node-tracker', () => require('internal-events-testing/node-tracker'))`,
  files: {
    'jest.config.json': JSON.stringify({
      testMatch: ['<rootDir>/*.test.cjs'],
      moduleFileExtensions: ['js', 'cjs', 'mjs', 'json'],
      setupFilesAfterEnv: ['internal-events-testing/jest'],
      testEnvironment: 'node',
      transform: {},
      testTimeout: 2000,
    }),
  },
  command: ['jest', '--json', '--outputFile=report.json'],
  types: {
    imported: `import 'internal-events-testing/jest'\nimport { expect, jest as mocks } from '@jest/globals'\nconst { spyOn } = mocks`,
    // The globals of @types/jest.
    global: `import 'internal-events-testing/jest'\nconst { spyOn } = jest`,
  },
})

/** The same cell, in which the definitions are read once a run. */
const withDefinitions = ({ name, files, ...cell }) => ({
  ...cell,
  name: `${name}-definitions`,
  files: {
    'jest.config.json': JSON.stringify({
      ...JSON.parse(files['jest.config.json']),
      globalSetup: 'internal-events-testing/jest-definitions',
    }),
  },
})

const bare = [
  vitest('vitest-5', '5.1.1', NODE_24, '7.0.2', 'vitest'),
  vitest('vitest-4', '4.1.12', NODE_20, '5.9.3', 'vitest-4', { vue: '3.5.45' }),
  vitest('vitest-3', '3.2.4', NODE_20, '5.9.3', 'vitest-4'),
  jest('jest-30', '30.5.2', NODE_20),
  jest('jest-29', '29.7.0', NODE_20),
  {
    name: 'expect-30',
    node: NODE_20,
    packages: { expect: '30.5.2', typescript: '5.9.3' },
    entry: 'expect',
    extension: 'mjs',
    runner: nodeRunner,
    files: {},
    command: [
      'node',
      '--test',
      '--test-reporter=./reporter.mjs',
      '--test-reporter-destination=report.json',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
    ],
    types: { imported: `import 'internal-events-testing/expect'\nimport { expect } from 'expect'` },
  },
]

export const cells = [
  ...bare,
  ...bare.filter(({ entry }) => entry.startsWith('vitest')).map(withPlugin),
  ...bare.filter(({ entry }) => entry === 'jest').map(withDefinitions),
]
