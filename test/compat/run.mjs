/**
 * Packs both packages, installs the tarballs into one small project per supported runner, and runs
 * the same acceptance tests in each, on the Node.js that the cell names; then follows the docs in
 * empty folders, and runs each example as a project of its own. `run.mjs vitest-4 jest-30` runs only those.
 */
import assert from 'node:assert/strict'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { cells } from './cells.mjs'
import { runClient } from './client.mjs'
import { runCollector } from './collector.mjs'
import { runCoverage } from './coverage.mjs'
import { examples, runExample } from './examples.mjs'
import { expectedMessages } from './expected.mjs'
import { runInBrowser, runInDom } from './front-end.mjs'
import { gettingStarted } from './getting-started.mjs'
import { runGraphql, runWithoutGraphql } from './graphql.mjs'
import { checkNpmPage } from './npm-page.mjs'
import { runPlaywright } from './playwright.mjs'
import { checkRegisteredTypes } from './registered.mjs'
import { pinned, versionOf } from './versions.mjs'
import { watchDefinitions } from './watch.mjs'
import { environment, execute, here, install, pass, root, workspace } from './workspace.mjs'

async function pack(folder) {
  await mkdir(workspace, { recursive: true })
  const readme = await readFile(join(folder, 'README.md'), 'utf8')
  const { stdout } = await execute('npm', ['pack', '--json', '--pack-destination', workspace], {
    cwd: folder,
  })
  assert.equal(await readFile(join(folder, 'README.md'), 'utf8'), readme, 'packing changes README')
  const [{ filename }] = Object.values(JSON.parse(stdout))
  return join(workspace, filename)
}

/** A test file for the cell: Jest takes CommonJS. */
function testFile(cell, source) {
  if (cell.extension === 'mjs') return source
  return source
    .replaceAll(/import (\{[^}]+\}) from ('[^']+')/g, 'const $1 = require($2)')
    .replaceAll('./runner.mjs', './runner.cjs')
    .replaceAll(/await import\(/g, 'require(')
}

/** Writes the type tests, once for each place that `expect` may come from, and returns their names. */
async function writeTypeTests(cell, write) {
  const names = []
  const tests = ['types.ts', 'subject-types.ts', 'refused-types.ts', 'property-types.ts']
  // The types of Vitest 3 and 4 do not tell what the promise resolves to.
  if (cell.entry !== 'vitest-4') tests.push('resolved-types.ts')
  if (!cell.entry.startsWith('vitest')) tests.push('called-types.ts')
  if (cell.mock) tests.push('mock-types.ts')
  for (const test of tests) {
    const source = await readFile(join(here, test), 'utf8')
    for (const [from, runner] of Object.entries(cell.types)) {
      const name = `${from}-${test}`
      await write(name, source.replace('RUNNER', runner))
      names.push(name)
    }
  }
  return names
}

async function prepare(cell, tarball, client) {
  const folder = join(workspace, cell.name)
  for (const name of ['internal-events-testing', 'internal-events-client']) {
    await rm(join(folder, 'node_modules', name), { recursive: true, force: true })
  }
  await rm(join(folder, 'package-lock.json'), { force: true })
  await mkdir(folder, { recursive: true })
  const write = (name, text) => writeFile(join(folder, name), text)
  await write(
    'package.json',
    JSON.stringify({
      private: true,
      allowScripts: { node: true },
      dependencies: {
        node: cell.node,
        '@snowplow/node-tracker': versionOf('@snowplow/node-tracker', 4),
        '@types/node': cell.node.split('.', 1)[0],
        ...cell.packages,
        'internal-events-testing': `file:${tarball}`,
        'internal-events-client': `file:${client}`,
      },
    }),
  )
  for (const [name, text] of Object.entries(cell.files)) await write(name, text)
  await write(`runner.${cell.extension}`, cell.runner)
  const names = [
    'acceptance',
    'concurrent',
    'left-behind',
    'runs',
    'servers',
    ...(cell.mock ? ['mock'] : []),
  ]
  // Other runners have no such callback, or have left it to node:test.
  if (cell.name.startsWith('jest')) names.push('done')
  for (const name of names) {
    const source = await readFile(join(here, `${name}.test.mjs`), 'utf8')
    await write(`${name}.test.${cell.extension}`, testFile(cell, source.replace('MOCK', cell.mock)))
  }
  const typeFiles = await writeTypeTests(cell, write)
  await write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        target: 'es2023',
        module: 'nodenext',
        moduleResolution: 'nodenext',
        types: ['node', ...(cell.types.global ? ['jest'] : [])],
        lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'],
        exactOptionalPropertyTypes: true,
      },
      files: typeFiles,
    }),
  )
  await cp(join(here, 'reporter.mjs'), join(folder, 'reporter.mjs'))
  await cp(join(root, 'examples/package-registry/config'), join(folder, 'config'), {
    recursive: true,
  })
  await execute('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder })
  return folder
}

async function runTests(cell, folder) {
  const [command, ...args] = cell.command
  const options = { cwd: folder, env: environment(folder), maxBuffer: 2 ** 26 }
  await rm(join(folder, 'report.json'), { force: true })
  // The command fails, since some tests are there to fail.
  const { stdout, stderr } = await execute(command, args, options).catch((error) => error)
  const report = JSON.parse(
    await readFile(join(folder, 'report.json'), 'utf8').catch(() => {
      throw new Error(`${cell.name} wrote no report:\n${stdout}\n${stderr}`)
    }),
  )
  const results = report.testResults.flatMap((file) => {
    if (file.message) assert.ok(file.assertionResults.length > 0, `${cell.name}: ${file.message}`)
    return file.assertionResults
  })
  const output = `${stdout}${stderr}`
  assert.doesNotMatch(output, /unhandled/i, `${cell.name} reports an unhandled error:\n${output}`)
  assert.match(
    output,
    /its test, "\[pass\] leaves code behind that asserts", had ended before it was made/,
    `${cell.name} loses an assertion that was made after its test`,
  )
  if (cell.entry === 'expect') {
    assert.match(
      output,
      /Expected "delete_package" to be triggered once/,
      `${cell.name} loses what a test left open that skipped itself`,
    )
  }
  return results
}

function compare(cell, results) {
  assert.ok(results.length > 20, `${cell.name} ran only ${results.length} tests`)
  for (const { title, status, failureMessages } of results) {
    const wanted = title.startsWith('[pass]') ? 'passed' : 'failed'
    const text = failureMessages.map(stripVTControlCharacters).join('\n')
    assert.equal(status, wanted, `${cell.name}: ${title} ${status}\n${text}`)
    if (status === 'passed') continue
    const message = expectedMessages[title.replace('[fail] ', '')]
    assert.ok(message, `${cell.name}: expected.mjs has no message for ${title}`)
    const actual = text
      .replace(/\d+ ms after/g, 'some ms after')
      .replace(/(tracked at acceptance\.test)\.\w+:\d+/, '$1:…')
      .replace(/^(AssertionError|Error|MatcherError|PrivacyError|JestAssertionError): /, '')
      .split(/\n\s+at /)[0]
      .trimEnd()
    assert.equal(actual, message, `${cell.name}: ${title}`)
    assert.match(
      text,
      /(acceptance|concurrent|done|runs)\.test\./,
      `${cell.name}: ${title} does not point at its line\n${text}`,
    )
  }
}

async function runCell(cell, tarball, client) {
  const start = Date.now()
  const folder = await prepare(cell, tarball, client)
  const results = await runTests(cell, folder)
  compare(cell, results)
  await execute('tsc', ['-p', '.'], { cwd: folder, env: environment(folder) }).catch((error) => {
    throw new Error(`${cell.name}: types\n${error.stdout}`)
  })
  await checkRegisteredTypes(cell, folder)
  const seconds = ((Date.now() - start) / 1000).toFixed(0)
  console.log(
    `${cell.name.padEnd(10)} node ${cell.node.padEnd(8)} ${results.length} tests as expected, types checked (${seconds} s)`,
  )
}

/**
 * A setup file of one's own that imports ours, in a worker that keeps modules: the hooks are there
 * for the first file only. What the second one leaves alone must not pass for that.
 */
async function importSetupOnce({ name, node, packages }, tarball) {
  const folder = join(workspace, `once-${name}`)
  await install(folder, node, [
    tarball,
    pinned('@snowplow/node-tracker', 4),
    `vitest@${packages.vitest}`,
  ])
  await cp(join(root, 'examples/package-registry/config'), join(folder, 'config'), {
    recursive: true,
  })
  const write = (path, text) => writeFile(join(folder, path), text)
  await write('setup.mjs', `import 'internal-events-testing/vitest'\n`)
  await write(
    'vitest.config.mjs',
    `export default { test: { include: ['*.test.mjs'], setupFiles: ['./setup.mjs'], isolate: false, fileParallelism: false, maxWorkers: 1 } }\n`,
  )
  const source = (count) => `import { expect, test } from 'vitest'
test('leaves an assertion alone', () => {
  expect(() => {}).toTriggerInternalEvents('pull_package').times(${count})
})\n`
  await write('a.test.mjs', source(0))
  await write('b.test.mjs', source(0))
  await pass(folder, name, 'vitest', 'run')
  for (const failing of ['a.test.mjs', 'b.test.mjs']) {
    await write(failing, source(1))
    const passed = await pass(folder, name, 'vitest', 'run').then(
      () => true,
      () => false,
    )
    assert.ok(!passed, `${name}: a failure left alone in ${failing} passed`)
    await write(failing, source(0))
  }
  console.log(
    `${name.padEnd(10)} node ${node.padEnd(8)} loses no failure where setup files run once`,
  )
}

const tarball = await pack(root)
const client = await pack(join(root, 'packages/client'))
const tarballs = { 'internal-events-testing': tarball, 'internal-events-client': client }
const [vitest5, vitest4, vitest3, jest30] = cells
const jobs = [
  ...cells.map((cell) => [cell.name, () => runCell(cell, tarball, client)]),
  ...[tarball, client].map((packed) => ['npm-page', () => checkNpmPage(packed)]),
  ['client', () => runClient(vitest5, client)],
  ['client', () => runClient(vitest4, client)],
  ['collector', () => runCollector(vitest4, tarball)],
  ['coverage', () => runCoverage(vitest5, tarball, 30)],
  ['coverage', () => runCoverage(vitest4, tarball, 29)],
  ['graphql', () => runGraphql(vitest5, tarball, 17, 3)],
  ['graphql', () => runGraphql(vitest4, tarball, 16, 2)],
  ['graphql', () => runWithoutGraphql(vitest4, tarball)],
  ['front-end', () => runInDom(vitest4, tarball)],
  ['front-end', () => runInDom(jest30, tarball)],
  ['browser', () => runInBrowser(vitest5, tarball)],
  ['playwright', () => runPlaywright(vitest5, tarball, versionOf('@playwright/test'))],
  [
    'playwright',
    () =>
      runPlaywright(
        vitest4,
        tarball,
        versionOf('@playwright/test', '1.50'),
        'pass',
        'own-path',
        'required',
      ),
  ],
  ...gettingStarted(tarballs),
  ...[vitest5, vitest4, vitest3].map((cell) => ['watch', () => watchDefinitions(cell, tarball)]),
  ['once', () => importSetupOnce(vitest5, tarball)],
  ['once', () => importSetupOnce(vitest4, tarball)],
  ...examples.map((example) => ['examples', () => runExample(example, tarballs)]),
]
const chosen = process.argv.slice(2)
const failures = []
const isChosen = (name) => chosen.includes(name) || chosen.includes(name.split(':', 1)[0])
const waiting = jobs.filter(([name]) => chosen.length === 0 || isChosen(name))
// Two at a time: one installs, mostly, while the other tests.
const work = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    await next[1]().catch((error) => failures.push(error))
  }
}
await Promise.all([work(), work()])
for (const error of failures) console.error(`\n${error.stack ?? error}`)
process.exitCode = failures.length > 0 ? 1 : 0
