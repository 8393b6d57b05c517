import { afterEach, expect, test } from 'vitest'
import { loadCatalog } from '../../../src/definitions/index.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { definitionsIn, runDefine } from './run-define.ts'
import gitlab from './scenarios.json' with { type: 'json' }

let remove = () => {}
afterEach(() => remove())

// The expected files were written by GitLab's generator, to which the same answers were typed.
test.each(gitlab.scenarios)('$name is written as GitLab writes it', async (scenario) => {
  const files = Object.fromEntries(Object.entries(scenario.files).filter(([, text]) => text))
  const project = temporaryProject({
    VERSION: '18.9.0-pre\n',
    'config/feature_categories.yml': gitlab.categories,
    ...files,
  })
  remove = project.remove
  const { root } = project
  const { code } = await runDefine(...scenario.args.slice(1), '--root', root)
  expect(code).toBe(0)
  expect(definitionsIn(root)).toEqual({ ...files, ...scenario.expected })
  expect(loadCatalog({ root, undefinedEvents: 'allow' }).faults).toEqual([])
})
