import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readProject } from '../../src/checks/index.ts'
import { createReport, judgeGates, type TestOfRun } from '../../src/coverage/index.ts'
import { asserting, event, filter, metric, property, shopWith, VITEST } from './shop.ts'

/** Judges gates in the shop; returns the sentences of those that fail. */
export function judge(
  coverage: object,
  tests: readonly TestOfRun[] = [],
  root = shopWith(),
  run = VITEST,
) {
  writeFileSync(join(root, 'internal-events.config.json'), JSON.stringify({ coverage }))
  const project = readProject(root)
  const { judged, failed } = judgeGates({ project, report: createReport({ project, run, tests }) })
  const sentences = failed.map(({ gate, message, remedy }) => `${gate}: ${message}. ${remedy}`)
  return { judged, failed: sentences, gates: failed }
}

/** A test that asserts all that the shop defines. */
export const all: TestOfRun = asserting(
  event('pull'),
  property('pull', 'label'),
  property('pull', 'property'),
  filter('pull', 'label', 'npm'),
  event('push'),
  metric('counts.npm_pulls_monthly'),
  metric('counts.npm_pulls_weekly'),
  metric('counts.pushes'),
)
