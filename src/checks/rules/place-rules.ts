import { DEFAULT_CONFIG, isInRemovedFolder } from '../../definitions/index.ts'
import { printText, requireModule } from '../../foundation/index.ts'
import type { DefinitionDocument } from '../document.ts'
import { fileRule, type Rule } from '../rule.ts'

const TIME_STAMP = /^\d{10,14}_/

function fileName(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.ya?ml$/, '')
}

export const fileNameRule: Rule = fileRule({
  among: ({ documents }) => documents,
  id: 'file-name',
  severity: 'warning',
  summary: 'A file is named after what it defines.',
  explain:
    'An event is in <action>.yml, a metric in <last part of its key path>.yml, in both cases after an optional time stamp. The helper of GitLab for Jest finds definitions by the name of the file, and so do people.',
  check(document, report) {
    const { kind, value, event } = document
    const name = kind === 'event' ? event?.internal && event.action : value['key_path']
    if (typeof name !== 'string' || name === '') return
    // A dot in an action separates nothing.
    const last = kind === 'event' ? name : name.slice(name.lastIndexOf('.') + 1)
    const actual = fileName(document.path)
    if (actual === last || actual.replace(TIME_STAMP, '') === last) return
    report(document, {
      path: [kind === 'event' ? 'action' : 'key_path'],
      message: `the file is named ${printText(actual)}, but defines ${printText(last)}`,
      remedy: `Rename the file to ${printText(`${last}.yml`, 120)}, or correct the ${kind === 'event' ? 'action' : 'key path'}.`,
    })
  },
})

const FOLDER_OF_FRAME: Readonly<Record<string, string>> = {
  '7d': 'counts_7d',
  '28d': 'counts_28d',
  all: 'counts_all',
}

export const timeFrameFolder: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'time-frame-folder',
  severity: 'warning',
  summary: 'A metric is in the folder of its time frame.',
  explain:
    'Metrics of 7d are in counts_7d, those of 28d in counts_28d, those of all, and those with a list of time frames, in counts_all. Other folders, such as settings and license, may hold any.',
  check(document, report) {
    const [, folder] = /\/(counts_(?:7d|28d|all))\/[^/]*$/.exec(document.path) ?? []
    const frame = document.value['time_frame']
    if (folder === undefined || frame === undefined) return
    const right = Array.isArray(frame) ? 'counts_all' : FOLDER_OF_FRAME[String(frame)]
    if (right === undefined || right === folder) return
    report(document, {
      path: ['time_frame'],
      message: `time_frame is ${Array.isArray(frame) ? 'a list' : frame}, but the file is in ${folder}`,
      remedy: `Move the file to ${right}, or correct the time frame.`,
    })
  },
})

export const tierFolder: Rule = fileRule({
  among: ({ documents }) => documents,
  id: 'tier-folder',
  severity: 'warning',
  summary: 'A definition is under ee/ exactly if the free tier does not have it.',
  explain:
    'Where a repository has a folder ee/, that holds the code of paid tiers, and the definitions of what only this code tracks. A definition of the free tier under ee/ is missing from the free edition.',
  check(document, report, { hasEeFolder }) {
    const tiers = document.value['tiers']
    if (!hasEeFolder || !Array.isArray(tiers) || tiers.length === 0) return
    const isFree = tiers.includes('free')
    const isInEe = /(?:^|\/)ee\//.test(document.path)
    if (isFree !== isInEe) return
    report(document, {
      path: ['tiers'],
      message: isFree
        ? 'the tiers include free, but the file is under ee/'
        : 'the tiers do not include free, but the file is not under ee/',
      remedy: isFree ? 'Move it out of ee/, or remove free.' : 'Move it under ee/, or add free.',
    })
  },
})

export const removedFolder: Rule = fileRule({
  among: ({ events }) => events,
  id: 'removed-folder',
  severity: 'warning',
  summary: 'The folder removed/ holds removed events, and all of them.',
  explain:
    'GitLab no longer reads config/events/removed, whatever the status of the events there. A removed event outside it still loads, and an active one inside it does not.',
  check(document, report) {
    if (!document.isReadable) return
    const isRemoved = document.value['status'] === 'removed'
    const isThere = isInRemovedFolder(document.path)
    if (isRemoved === isThere) return
    report(document, {
      path: ['status'],
      message: isRemoved
        ? 'status is removed, but the file is not in removed/'
        : 'the file is in removed/, but status is not removed',
      remedy: isRemoved
        ? 'Move the file to removed/.'
        : 'Write status: removed, or move the file out of removed/.',
    })
  },
})

function isNested(path: string): boolean {
  return /(?:^|\/)config\/events\/.*\/.*\.yml$/.test(path)
}

export const strayFile: Rule = {
  id: 'stray-file',
  severity: 'error',
  summary: 'Each file in the folders of definitions is read.',
  explain:
    'A definition that is saved as .yaml, left as a copy of an editor, or put into a folder within config/events, is read by nobody. GitLab has a spec that the folders of metrics hold .yml and .json files alone, and fails to read a folder with the name of a definition.',
  check({ root, documents, globsOf }, report) {
    const { globSync } = requireModule('tinyglobby')
    const known = new Set(documents.map(({ path }) => path))
    // Whoever names globs may leave files out on purpose.
    const isDefault = globsOf.event.join() === [DEFAULT_CONFIG.events].flat().join()
    const globs = ['{,ee/}config/{metrics,events}/**']
    const options = { cwd: root, dot: true, followSymbolicLinks: false, onlyFiles: false }
    for (const path of globSync(globs, options)) {
      if (path.endsWith('/')) {
        if (/\.ya?ml\/$/i.test(path)) report({ path, text: '' }, FOLDER)
      } else if (!known.has(path) && isStray(path, isDefault)) {
        report({ path, text: '' }, { message: 'nobody reads this file', remedy: remedyFor(path) })
      }
    }
  },
}

function isStray(path: string, isDefault: boolean): boolean {
  const isEvent = /(?:^|\/)config\/events\//.test(path)
  const isOther = /\.(?:yml|json)$/.test(path) && !(isEvent && isNested(path) && isDefault)
  const isOwn = /(?:^|\/)\.(?:gitkeep|keep|gitignore)$/.test(path) || TEXT_BESIDE.test(path)
  const isCopy = isEvent && !/\.ya?ml$/i.test(path)
  return !(isOther || isOwn || isCopy)
}

/** The texts for people that GitLab lets stand in folders of definitions: not among the metrics. */
const TEXT_BESIDE = /(?:^|\/)config\/(?:events\/.*|metrics\/(?:schema\/.*)?[^/]*)\.md$/

function remedyFor(path: string): string {
  if (path.endsWith('.md')) return 'Move it out of the folder of metrics.'
  return path.endsWith('.yml')
    ? 'Move it to config/events, or name the folder in the globs of internal-events.config.'
    : 'Rename it to .yml, or remove it.'
}

const FOLDER = {
  message: 'the folder is named like a definition, which it is not',
  remedy: 'Rename or remove it.',
}

/** Finds the metrics whose schema of values is not where they say. */
export const valueSchema: Rule = fileRule({
  among: ({ metrics }) => metrics,
  id: 'value-schema',
  severity: 'error',
  summary: 'The JSON Schema of a metric with objects is there.',
  explain:
    'value_json_schema names the file, from the root of the repository, against which GitLab checks the values of a metric with value_type: object.',
  check(document: DefinitionDocument, report, { root }) {
    const file = document.value['value_json_schema']
    if (typeof file !== 'string' || document.value['status'] === 'removed') return
    const { existsSync } = requireModule('node:fs')
    if (existsSync(requireModule('node:path').join(root, file))) return
    report(document, {
      path: ['value_json_schema'],
      at: 'value',
      message: `there is no file ${printText(file)}`,
      remedy: 'Correct the path, which starts at the root of the repository.',
    })
  },
})
