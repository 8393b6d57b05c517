/** The types that `internal-events types` writes: what they refuse, and what an editor completes with them. */
import assert from 'node:assert/strict'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { here, pass } from './workspace.mjs'

const OTHER_ROOT = {
  'config/events/review_code.yml':
    'internal_events: true\naction: review_code\nadditional_properties:\n  label:\n',
  'config/events/review_request.yml': 'internal_events: true\naction: review_request\n',
  'internal-events.config.json': '{ "undefinedEvents": ["request_*"] }',
}

/** Writes the types of the cell's definitions and of another root, and checks code with them. */
export async function checkRegisteredTypes(cell, folder) {
  const name = `${cell.name}: registered types`
  for (const [path, text] of Object.entries(OTHER_ROOT)) {
    await mkdir(join(folder, 'other/config/events'), { recursive: true })
    await writeFile(join(folder, 'other', path), text)
  }
  const other = ['types', '--root', 'other', '--export-only', '--out', 'other-root.d.ts']
  for (const args of [['types'], ['types', '--check'], other, [...other, '--check']]) {
    await pass(folder, name, 'internal-events', ...args)
  }
  const source = await readFile(join(here, 'registered-types.ts'), 'utf8')
  const files = []
  for (const [from, runner] of Object.entries(cell.types)) {
    files.push(`${from}-registered-types.ts`)
    await writeFile(join(folder, files.at(-1)), source.replace('RUNNER', runner))
  }
  if (cell.packages.vue) {
    files.push('vue-types.ts')
    await cp(join(here, 'vue-types.ts'), join(folder, 'vue-types.ts'))
  }
  const config = { extends: './tsconfig.json', files: ['internal-events.d.ts', ...files] }
  await writeFile(join(folder, 'tsconfig.registered.json'), JSON.stringify(config))
  await pass(folder, name, 'tsc', '-p', 'tsconfig.registered.json')
  // Later versions have no language service in JavaScript.
  if (cell.packages.typescript.startsWith('5.')) checkCompletions(cell, folder, files[0])
}

const EVENTS = [
  'click_copy_install_command',
  'delete_package',
  'filter_package_list',
  'pull_package',
  'push_package',
  'summarize_package',
  'view_package_page',
]

/** The names that an editor offers in the place of `|`. */
const COMPLETIONS = [
  [`expect(sync).toTriggerInternalEvents('|')`, EVENTS],
  [`expect(sync).toTriggerInternalEvents('pull_package', '|')`, EVENTS],
  [`expect(sync).not.toTriggerInternalEvents('|')`, EVENTS],
  [`expect('<a>').toTriggerInternalEvents('|')`, EVENTS],
  [`expect(sync).toTriggerInternalEvents('pull_package').and.toTriggerInternalEvents('|')`, EVENTS],
  [`trackInternalEvent('|')`, EVENTS],
  [`InternalEvents.trackEvent('|')`, EVENTS],
  [`client.trackEvent('|')`, EVENTS],
  [`other.trackInternalEvent('|')`, ['review_code', 'review_request']],
  [
    `expect(sync).toTriggerInternalEvents('pull_package').with({ additionalProperties: { | } })`,
    ['asymmetricMatch', 'client', 'label', 'property'],
  ],
  [
    `trackInternalEvent('pull_package', { additionalProperties: { | } })`,
    ['client', 'label', 'property'],
  ],
  [`InternalEvents.trackEvent('delete_package', { | })`, ['label']],
]

function checkCompletions(cell, folder, file) {
  const ts = createRequire(join(folder, 'package.json'))('typescript')
  const path = join(folder, file)
  let text = ''
  const { options } = ts.getParsedCommandLineOfConfigFile(
    join(folder, 'tsconfig.registered.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: assert.fail },
  )
  const source = ts.sys.readFile(path)
  let version = 0
  const readFile = (name) => (name === path ? text : ts.sys.readFile(name))
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => true,
    readFile,
    getScriptFileNames: () => [path, join(folder, 'internal-events.d.ts')],
    getScriptVersion: (name) => (name === path ? String(version) : '0'),
    getScriptSnapshot: (name) =>
      ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFile(name)) : undefined,
    getCurrentDirectory: () => folder,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  })
  const complete = (code) => {
    text = `${source}\n${code.replace('|', '')}`
    version++
    const position = source.length + 1 + code.indexOf('|')
    const entries = service.getCompletionsAtPosition(path, position, {})?.entries ?? []
    return entries.map(({ name }) => name).sort()
  }
  for (const [code, names] of COMPLETIONS) {
    assert.deepEqual(complete(code), names, `${cell.name}: completions of ${code}`)
  }
  const keyPaths = complete(`expect(sync).toIncrementUsageMetrics('|')`)
  assert.equal(keyPaths.length, 16, `${cell.name}: completions of key paths`)
  assert.ok(keyPaths.includes('counts.package_pulls'))
}
