/** Folders outside the project, into which the packed package is installed. */
import { execFile } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const execute = promisify(execFile)
export const here = fileURLToPath(new URL('.', import.meta.url))
export const root = join(here, '../..')
// Outside the project, so that nothing resolves to its sources or packages by accident.
export const workspace = join(tmpdir(), 'internal-events-testing-compat')

export function environment(folder) {
  const { NODE_OPTIONS, NODE_TEST_CONTEXT, VITEST, FORCE_COLOR, ...env } = process.env
  return { ...env, NO_COLOR: '1', PATH: `${join(folder, 'node_modules/.bin')}:${env.PATH}` }
}

/** Installs packages into an emptied folder, as a person would. */
export async function install(folder, node, packages) {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const manifest = { private: true, type: 'module', allowScripts: { node: true } }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  const args = ['install', '--save-dev', '--no-audit', '--no-fund', '--loglevel=error']
  await execute('npm', [...args, `node@${node}`, '@types/node', ...packages], { cwd: folder })
}

export async function pass(folder, name, command, ...args) {
  return await execute(command, args, { cwd: folder, env: environment(folder) }).catch((error) => {
    throw new Error(`${name}: ${command} failed\n${error.stdout}\n${error.stderr}`)
  })
}
