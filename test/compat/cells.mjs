/**
 * One cell per supported runner: its Node.js, its packages and how it runs test files. `runner` is
 * what the shared tests import as `./runner.mjs`.
 */
import { versionOf } from './versions.mjs'

const NODE_20 = versionOf('node', 20)
const NODE_24 = versionOf('node', 24)

const vitestRunner = `
export { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRequire } from 'node:module'
import { test, vi } from 'vitest'
export const concurrent = test.concurrent
export const together = (declare) => declare()
export const clocks = [{ fake: () => vi.useFakeTimers(), advance: (ms) => vi.advanceTimersByTime(ms), real: () => vi.useRealTimers(), showsTimers: true }]
export const otherCopy = createRequire(import.meta.url)('internal-events-testing')
`

const jestRunner = `
const { afterAll, beforeAll, describe, expect, test } = require('@jest/globals')
const clocks = [false, true].map((legacyFakeTimers) => (
  { fake: () => jest.useFakeTimers({ legacyFakeTimers }), advance: (ms) => jest.advanceTimersByTime(ms), real: () => jest.useRealTimers(), showsTimers: !legacyFakeTimers }
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

const vitest = (major, node, typescript, entry, packages = {}) => ({
  name: `vitest-${major}`,
  node,
  packages: {
    vitest: versionOf('vitest', major),
    typescript: versionOf('typescript', typescript),
    ...packages,
  },
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

const jest = (major, node) => ({
  name: `jest-${major}`,
  node,
  packages: {
    jest: versionOf('jest', major),
    '@jest/globals': versionOf('jest', major),
    '@types/jest': String(major),
    typescript: versionOf('typescript', 5),
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

const standalone = (major, node) => ({
  name: `expect-${major}`,
  node,
  packages: { expect: versionOf('expect', major), typescript: versionOf('typescript', 5) },
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
})

const bare = [
  vitest(5, NODE_24, 7, 'vitest'),
  vitest(4, NODE_20, 5, 'vitest-4', { vue: versionOf('vue') }),
  vitest(3, NODE_20, 5, 'vitest-4'),
  jest(30, NODE_20),
  jest(29, NODE_20),
  standalone(30, NODE_20),
  standalone(29, NODE_24),
]

export const cells = [
  ...bare,
  ...bare.filter(({ entry }) => entry.startsWith('vitest')).map(withPlugin),
  ...bare.filter(({ entry }) => entry === 'jest').map(withDefinitions),
]
