/** Front ends that are tested with the packed package: in jsdom, and in a real browser. */
import assert from 'node:assert/strict'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pinned, versionOf } from './versions.mjs'
import { here, install, pass, root, workspace } from './workspace.mjs'

/** Runs the cases of `front-end.test.mjs` with Vue in jsdom, on the Node.js and the runner of the cell. */
export async function runInDom({ name, node, packages, extension }, tarball) {
  const folder = join(workspace, `front-end-${name}`)
  const runner = packages.vitest
    ? [`vitest@${packages.vitest}`, pinned('jsdom', 26)]
    : [`jest@${packages.jest}`, `jest-environment-jsdom@${packages.jest}`]
  await install(folder, node, [
    tarball,
    ...runner,
    pinned('@snowplow/node-tracker', 4),
    pinned('@vue/test-utils'),
    pinned('vue'),
  ])
  await writeDefinitions(folder)
  const write = (path, text) => writeFile(join(folder, path), text)
  const source = await readFile(join(here, 'front-end.test.mjs'), 'utf8')
  if (extension === 'mjs') {
    await write('front-end.test.mjs', source)
    await write(
      'vitest.config.mjs',
      `export default { test: { environment: 'jsdom', globals: true, setupFiles: ['internal-events-testing/vitest'] } }\n`,
    )
    await pass(folder, name, 'vitest', 'run')
  } else {
    const commonJs = source.replaceAll(
      /import (\{[^}]+\}) from ('[^']+')/g,
      'const $1 = require($2)',
    )
    await write('front-end.test.cjs', commonJs)
    // With the conditions that Jest has by default, under which packages resolve to modules for browsers.
    await write(
      'html.test.cjs',
      `/** @jest-environment-options {"customExportConditions": ["browser"]} */
const { trackInternalEvent } = require('internal-events-testing')

test('HTML and blocks', async () => {
  await expect('<tr data-event-tracking="pull_package">').toTriggerInternalEvents('pull_package').onClick()
  await expect(() => trackInternalEvent('pull_package', { user: { id: 1 } }))
    .toTriggerInternalEvents('pull_package')
    .with({ user: { id: 1 } })
})
`,
    )
    const config = {
      testMatch: ['<rootDir>/*.test.cjs'],
      moduleFileExtensions: ['js', 'cjs', 'mjs', 'json'],
      setupFilesAfterEnv: ['internal-events-testing/jest'],
      testEnvironment: 'jsdom',
      // Vue's build for browsers wants a global Vue.
      testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
      transform: {},
    }
    await write('jest.config.json', JSON.stringify(config))
    await pass(folder, name, 'jest')
  }
  console.log(`${name.padEnd(10)} node ${node.padEnd(8)} tests a front end in jsdom`)
}

/** Follows what docs/front-end.md says of Vitest's browser mode. */
export async function runInBrowser({ name, node, packages }, tarball) {
  const folder = join(workspace, `browser-${name}`)
  await install(folder, node, [
    tarball,
    pinned('@snowplow/node-tracker', 4),
    `vitest@${packages.vitest}`,
    `@vitest/browser-playwright@${packages.vitest}`,
    `playwright@${versionOf('@playwright/test')}`,
  ])
  await writeDefinitions(folder)
  const docs = await readFile(join(root, 'docs/front-end.md'), 'utf8')
  const [, config] = /```ts\n\/\/ vitest\.config\.mts\n(.*?)```/s.exec(docs)
  const launch = `{ launchOptions: { executablePath: '${process.env.CHROMIUM ?? '/usr/bin/chromium'}', args: ['--no-sandbox', '--disable-gpu'] } }`
  const launched = config.replace('playwright()', `playwright(${launch})`)
  await writeFile(
    join(folder, 'browser.test.mjs'),
    `import { InternalEvents } from 'internal-events-testing'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'

test('a click in a real browser', async () => {
  document.body.innerHTML = '<button data-event-tracking="click_copy_install_command">Copy</button>'
  InternalEvents.bindInternalEventDocument()
  await expect(() => page.getByRole('button').click())
    .toTriggerInternalEvents('click_copy_install_command')
  expect(document.body.innerHTML).toTriggerInternalEvents('click_copy_install_command').onClick()
})
`,
  )
  assert.doesNotMatch(launched, /setupFiles|globalSetup/)
  const lines = ['setupFiles', 'globalSetup'].map((key) => {
    const [line] = new RegExp(`${key}: \\['internal-events-testing/[\\w-]+'\\]`).exec(docs) ?? []
    assert.ok(line, `docs/front-end.md has no line of ${key} for who does not use the plugin`)
    return line
  })
  const withoutPlugin = launched
    .replace(/^.*internalEvents.*\n/gm, '')
    .replace('test: {', `test: {\n    ${lines.join(',\n    ')},`)
  assert.doesNotMatch(withoutPlugin, /plugin'/)
  for (const text of [launched, withoutPlugin]) {
    await writeFile(join(folder, 'vitest.config.mts'), text)
    const { stdout, stderr } = await pass(folder, name, 'vitest', 'run')
    assert.doesNotMatch(stdout + stderr, /reload/, 'what Vite should have found before')
  }
  console.log(
    `${name.padEnd(10)} node ${node.padEnd(8)} tests in Chromium as docs/front-end.md says`,
  )
}

async function writeDefinitions(folder) {
  for (const from of ['examples/package-registry', 'test/acceptance/front-end']) {
    await cp(join(root, from, 'config'), join(folder, 'config'), { recursive: true })
  }
}
