/** The projects of `examples`, each copied, installed and run as its README says, and with a fault. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join, sep } from 'node:path'
import { execute, root, workspace } from './workspace.mjs'

/** By example: a fault in one of its files, with which `npm test` has to fail and say this. */
const faults = {
  'ai-gateway': {
    file: 'src/gateway.ts',
    from: 'output_tokens: answer.outputTokens',
    to: 'output_tokens: answer.inputTokens',
    says: /differs at aiContext\.output_tokens/,
  },
  'express-service': {
    file: 'src/app.ts',
    from: "label: 'npm'",
    to: "label: 'maven'",
    says: /differs at additionalProperties\.label/,
  },
  monorepo: {
    file: 'packages/reviews/test/approve-package.test.ts',
    from: "toTriggerInternalEvents('approve_package')",
    to: "toTriggerInternalEvents('pull_package')",
    says: /Failed to find event "pull_package": no definition has this action/,
  },
  // The tests still pass without the one that alone asserts an event; the run does not.
  'package-registry': {
    file: 'test/summaries.test.ts',
    from: "test('a summary",
    to: "test.skip('a summary",
    says: /Tests {2}23 passed.*Failed coverage\.asserted\.events: 100 % of events should be asserted, but 6 of 7 .* summarize_package/s,
  },
  'playwright-page': {
    file: 'src/track.ts',
    from: "addEventListener('click'",
    to: "addEventListener('dblclick'",
    says: /Expected "click_copy_install_command" to be triggered once/,
  },
  'react-component': {
    file: 'src/install-command.tsx',
    from: 'data-event-label={type}',
    to: 'data-event-label={name}',
    says: /differs at additionalProperties\.label/,
  },
  'vue-component': {
    file: 'src/InstallCommand.vue',
    from: 'value: versions.length',
    to: 'value: name.length',
    says: /differs at additionalProperties\.value/,
  },
}

export const examples = readdirSync(join(root, 'examples'))

export async function runExample(example, tarballs) {
  const start = Date.now()
  const folder = join(workspace, 'examples', example)
  await rm(folder, { recursive: true, force: true })
  await cp(join(root, 'examples', example), folder, {
    recursive: true,
    filter: (path) => !path.includes(`${sep}node_modules`),
  })
  await rewrite(folder, 'package.json', (text) => pinned(text, tarballs))
  if (example === 'playwright-page') await nameChromium(folder)

  // Versions are pinned, so what npm has in its cache of them is current.
  await npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error')
  const installed = Date.now()
  for (const script of ['typecheck', 'check', 'test']) await npm(folder, 'run', script)
  assert.ok(faults[example], `${example} has no fault here, with which its tests have to fail`)
  await findFault(folder, faults[example])
  console.log(
    `${example.padEnd(16)} passes as a project of its own, and fails with a fault (${seconds(start)} s, ${seconds(start, installed)} s of them to install)`,
  )
}

const seconds = (start, end = Date.now()) => ((end - start) / 1000).toFixed(0)

/** The package.json with the tarballs, and all else as it is named: a new version elsewhere is no failure here. */
function pinned(text, tarballs) {
  const manifest = JSON.parse(text.replaceAll(/(": "|@)\^/g, '$1'))
  for (const dependencies of [manifest.dependencies, manifest.devDependencies]) {
    for (const [name, tarball] of Object.entries(tarballs)) {
      if (dependencies?.[name]) dependencies[name] = `file:${tarball}`
    }
  }
  return JSON.stringify(manifest)
}

/** The browser of the machine, where a reader installs one. */
function nameChromium(folder) {
  const executablePath = JSON.stringify(process.env.CHROMIUM ?? '/usr/bin/chromium')
  return rewrite(folder, 'playwright.config.ts', (text) =>
    text.replace('use: {', `use: { launchOptions: { executablePath: ${executablePath} },`),
  )
}

async function findFault(folder, { file, from, to, says }) {
  await rewrite(folder, file, (text) => text.replace(from, to))
  const failure = await npm(folder, 'test').then(
    () => undefined,
    ({ message }) => message,
  )
  assert.ok(failure, `${folder} passes with ${to} in ${file}`)
  assert.match(failure, says)
}

async function rewrite(folder, file, change) {
  const text = await readFile(join(folder, file), 'utf8')
  const changed = change(text)
  assert.notEqual(changed, text, `${file} has nothing to change`)
  await writeFile(join(folder, file), changed)
}

/** Runs npm with the Node.js of this process, and without the commands that this repository has installed. */
async function npm(folder, ...args) {
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, VITEST, FORCE_COLOR, ...env } = process.env
  const elsewhere = env.PATH.split(delimiter).filter((path) => !path.startsWith(root))
  const PATH = [dirname(process.execPath), ...elsewhere].join(delimiter)
  return await execute('npm', args, { cwd: folder, env: { ...env, NO_COLOR: '1', PATH } }).catch(
    (error) => {
      throw new Error(`${folder}: npm ${args.join(' ')} failed\n${error.stdout}\n${error.stderr}`, {
        cause: error,
      })
    },
  )
}
