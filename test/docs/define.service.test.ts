import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryProject } from '../definitions/temporary-project.ts'

const CLI = new URL('../../src/entries/cli.ts', import.meta.url).pathname
const PAGE = readFileSync('docs/define.md', 'utf8')

/** The commands of the page in their order, each with what it prints. */
const runs = [...PAGE.matchAll(/^```console\n\$ (.*?[^\\])\n(.*?)^```$/gms)].map(
  ([, command = '', output = '']) => ({ command, output }),
)
/** The file that the page gives the commands. */
const recording = /^```json\n(.*?)^```$/ms.exec(PAGE)?.[1] ?? ''

test('every command of docs/define.md prints what the page says', () => {
  expect(runs.length).toBeGreaterThan(5)
  const { root, remove } = temporaryProject({
    'package.json': '{ "version": "1.4.0" }',
    'recording.json': recording,
  })
  const script = (command: string) =>
    `npx() { shift; "${process.execPath}" "${CLI}" "$@" 2>&1; }\n${command}`
  const printed = runs.map(({ command }) => ({
    command,
    output: spawnSync('sh', ['-c', script(command)], { cwd: root, encoding: 'utf8' }).stdout,
  }))
  remove()
  expect(printed).toEqual(runs)
}, 60_000)
