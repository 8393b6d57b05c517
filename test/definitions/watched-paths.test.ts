import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { watchedPaths } from '../../src/definitions/index.ts'
import { temporaryProject } from './temporary-project.ts'

function paths(config?: string): { root: string; watched: string[] } {
  const { root, remove } = temporaryProject(
    config === undefined ? { x: '' } : { 'internal-events.config.json': config },
  )
  onTestFinished(remove)
  return { root, watched: watchedPaths(root) }
}

const CONFIGURATIONS = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'].map(
  (extension) => `internal-events.config.${extension}`,
)

test('what the globs begin with is watched, whether it is there or not', () => {
  const { root, watched } = paths()
  expect(watched).toEqual(
    [
      'config/events',
      'ee/config/events',
      'config/events/removed',
      'ee/config/events/removed',
      'config/metrics',
      'ee/config/metrics',
      ...CONFIGURATIONS,
    ].map((folder) => join(root, folder)),
  )
})

test('so is the configuration, with its own globs', () => {
  const { root, watched } = paths(
    '{ "events": ["../shared/*.yml", "!../shared/old.yml", "one.yml"], "metrics": { "files": "m/{a,b}/**" } }',
  )
  expect(watched).toEqual([
    join(root, '../shared'),
    root,
    join(root, 'm'),
    ...CONFIGURATIONS.map((name) => join(root, name)),
  ])
})

test('a configuration that cannot be read is watched until it can', () => {
  const { root, watched } = paths('{')
  expect(watched).toContain(join(root, 'internal-events.config.json'))
  expect(watched).toContain(join(root, 'config/events'))
})
