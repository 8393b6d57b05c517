import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import { runCommand } from '../../src/cli/index.ts'
import type { DictionaryData } from '../../src/dictionary/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

/** Makes a project of files. Returns what makes its dictionary in `dictionary`. */
export function projectOf(files: Readonly<Record<string, string>>) {
  const { root, remove } = temporaryProject({ 'package.json': '{ "name": "shop" }', ...files })
  onTestFinished(remove)
  const out = join(root, 'dictionary')
  const file = join(out, 'index.html')
  return {
    root,
    out,
    file,
    url: pathToFileURL(file).href,
    run: (...args: string[]) => runDictionary(root, '--out', out, ...args),
    page: () => readFileSync(file, 'utf8'),
    data: () => dataIn(readFileSync(file, 'utf8')),
  }
}

/** Runs the command for a root, whose path in the output is `<root>`. */
export async function runDictionary(root: string, ...args: string[]) {
  const written = { out: '', error: '' }
  const code = await runCommand(['dictionary', '--root', root, ...args], {
    out: (text) => {
      written.out += text.replaceAll(root, '<root>')
    },
    error: (text) => {
      written.error += text.replaceAll(root, '<root>')
    },
  })
  return { code, ...written }
}

function dataIn(page: string): DictionaryData {
  const [, json = ''] =
    /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page) ?? []
  return JSON.parse(json)
}

export const event = (action: string, more = '') =>
  `internal_events: true\naction: ${action}\n${more}`

export const metric = (keyPath: string, events: string, more = '') =>
  `key_path: ${keyPath}\ndata_source: internal_events\ntime_frame: all\nevents: ${events}\n${more}`
