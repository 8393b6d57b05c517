import { globSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { checkRoot } from './check-project.ts'

// The one finding in the examples is there on purpose.
const LEGACY =
  'examples/package-registry/config/events/visit_package_list.yml:16:1: warning: the key distributions is of an older format, and nobody reads it any more. Remove it. [legacy-key]\n1 warning in 1 file\n'

test('the definitions of this repository have no errors', async () => {
  expect(await checkRoot(process.cwd())).toEqual({ code: 0, out: LEGACY, error: '' })
})

test.each(globSync('examples/**/config').map(dirname))(
  'those of %s have none, and its sources track what is defined',
  async (example) => {
    const { code, out } = await checkRoot(`${process.cwd()}/${example}`, '--sources')
    expect([code, out.includes('[source-')]).toEqual([0, false])
  },
)
