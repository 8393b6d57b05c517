/** Playwright Test in real Chromium, in two workers, with pages that have trackers of Snowplow. */
import assert from 'node:assert/strict'
import { cp, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expectedMessages } from './playwright/expected.mjs'
import { servePages } from './playwright/serve-pages.mjs'
import { pinned } from './versions.mjs'
import { environment, execute, here, install, pass, root, workspace } from './workspace.mjs'

export async function runPlaywright({ node, packages }, tarball, version, ...files) {
  const name = `playwright-${version}`
  const folder = join(workspace, name)
  await install(folder, node, [
    tarball,
    `@playwright/test@${version}`,
    pinned('@snowplow/browser-tracker', 4),
    `snowplow-browser-tracker-3@npm:${pinned('@snowplow/browser-tracker', 3)}`,
    `typescript@${packages.typescript}`,
  ])
  await cp(join(here, 'playwright'), folder, { recursive: true })
  await cp(join(root, 'examples/package-registry/config'), join(folder, 'config'), {
    recursive: true,
  })
  const tests = await runTests(folder, files)
  for (const test of tests) compare(test)
  const options = [
    '--strict',
    '--noEmit',
    '--exactOptionalPropertyTypes',
    '--skipLibCheck',
    'false',
  ]
  const modules = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--target', 'es2023']
  const libraries = ['--lib', 'es2023,dom,dom.iterable,esnext.disposable', '--types', 'node']
  const check = [...options, ...modules, ...libraries]
  await pass(folder, name, 'tsc', ...check, 'types.ts')
  await pass(folder, name, 'internal-events', 'types')
  await pass(folder, name, 'tsc', ...check, 'registered-types.ts', 'internal-events.d.ts')
  console.log(
    `${name.padEnd(10)} node ${node.padEnd(8)} ${tests.length} tests in Chromium as expected, types checked`,
  )
}

/** Runs those of the files, or all of them. */
async function runTests(folder, files) {
  const server = await servePages(folder)
  try {
    const env = {
      ...environment(folder),
      BASE_URL: server.url,
      PLAYWRIGHT_JSON_OUTPUT_NAME: 'report.json',
    }
    const options = { cwd: folder, env, maxBuffer: 2 ** 26 }
    // The command fails, since some tests are there to fail.
    const { stdout, stderr } = await execute(
      'playwright',
      ['test', '--reporter=json', ...files],
      options,
    ).catch((error) => error)
    const report = JSON.parse(
      await readFile(join(folder, 'report.json'), 'utf8').catch(() => {
        throw new Error(`Playwright wrote no report:\n${stdout}\n${stderr}`)
      }),
    )
    assert.deepEqual(report.errors, [], 'an error that is part of no test')
    assert.equal(report.config.metadata.actualWorkers, 2)
    return report.suites.flatMap(testsIn)
  } finally {
    server.close()
  }
}

function testsIn({ suites = [], specs }) {
  const own = specs.flatMap(({ title, tests }) => tests.map(({ results }) => ({ title, results })))
  return [...own, ...suites.flatMap(testsIn)]
}

function compare({ title, results }) {
  const { status, errors } = results.at(-1)
  const wanted = title.startsWith('[pass]') ? 'passed' : 'failed'
  const texts = errors.map(({ message }) => stripVTControlCharacters(message))
  assert.equal(status, wanted, `${title} ${status}\n${texts.join('\n')}`)
  if (status === 'passed') return
  // Behind the message come the lines of the test, and the stack.
  const messages = texts.map((text) => text.split(/\n\n+ *(?:>|\d+ \|)|\n +at /, 1)[0].trimEnd())
  assert.deepEqual(messages, [expectedMessages[title.replace('[fail] ', '')]], title)
  // No line of a test is to blame for what a page sends.
  if (title !== '[fail] bad rows')
    assert.match(basename(errors[0].location?.file ?? ''), /^(fail|journeys)\.spec\.mjs$/, title)
}
