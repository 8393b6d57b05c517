import { afterEach, expect, test } from 'vitest'
import { loadCatalog } from '../../../src/definitions/index.ts'
import { checkRoot } from '../../checks/check-project.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { definitionsIn, runDefine } from './run-define.ts'
import gitlab from './scenarios.json' with { type: 'json' }

let remove = () => {}
afterEach(() => remove())

/** Runs the command of a scenario, in a project of its own. */
async function runScenario(
  { args, files }: (typeof gitlab.scenarios)[number],
  ...more: readonly string[]
) {
  const given = Object.fromEntries(
    Object.entries<string | undefined>(files).flatMap(([path, text]) =>
      text ? [[path, text] as const] : [],
    ),
  )
  const project = temporaryProject({
    VERSION: '18.9.0-pre\n',
    'config/feature_categories.yml': gitlab.categories,
    ...given,
  })
  remove = project.remove
  const { root } = project
  const { code } = await runDefine(...args.slice(1), '--root', root, ...more)
  expect(code).toBe(0)
  return { root, given }
}

// The expected files were written by GitLab's generator, to which the same answers were typed.
test.each(gitlab.scenarios)('$name is written as GitLab writes it', async (scenario) => {
  const { root, given } = await runScenario(scenario)
  expect(definitionsIn(root)).toEqual({ ...given, ...scenario.expected })
  expect(loadCatalog({ root, undefinedEvents: 'allow' }).faults).toEqual([])
})

test.each(gitlab.scenarios)('check finds no error in $name', async (scenario) => {
  const { root } = await runScenario(scenario)
  expect(await checkRoot(root)).toMatchObject({ code: 0, error: '' })
})

test.each(gitlab.scenarios)(
  'check finds no error in $name, outside of GitLab',
  async (scenario) => {
    const { root } = await runScenario(scenario, '--style', 'plain')
    expect(await checkRoot(root)).toMatchObject({ code: 0, error: '' })
  },
)
