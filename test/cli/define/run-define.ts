import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { stripVTControlCharacters } from 'node:util'
import { runCommand } from '../../../src/cli/index.ts'

/** The texts that a command wrote to its outputs, and its exit code. */
export interface Ran {
  readonly code: unknown
  readonly out: string
  readonly error: string
}

/** Runs `define` where nobody can be asked. */
export function runDefine(...args: readonly string[]): Promise<Ran> {
  return run(args, undefined)
}

/** Runs `define` at a terminal, with the keys of the whole conversation typed ahead. */
export async function typeDefine(
  keys: readonly string[],
  ...args: readonly string[]
): Promise<Ran & { readonly screen: string }> {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} })
  const output = Object.assign(new PassThrough(), { columns: 100, rows: 40 })
  let screen = ''
  output.on('data', (data) => {
    screen += data
  })
  // Whoever asks for more than was typed is told that there is no more.
  input.end(keys.join(''))
  const ran = await run(args, { input, output })
  return { ...ran, screen: stripVTControlCharacters(screen) }
}

async function run(
  args: readonly string[],
  prompts: Parameters<typeof runCommand>[1]['prompts'],
): Promise<Ran> {
  const written = { out: '', error: '' }
  const code = await runCommand(['define', ...args], {
    out: (text) => {
      written.out += text
    },
    error: (text) => {
      written.error += text
    },
    prompts,
  })
  return { code, ...written }
}

/** Returns the definitions under a root, by path. */
export function definitionsIn(root: string): Record<string, string> {
  return Object.fromEntries(
    globSync('{ee/,}config/{events,metrics}/**/*.yml', { cwd: root })
      .sort()
      .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
  )
}
