import type { DefinitionDocument } from '../document.ts'
import type { ReadingFault, ReadingRule } from '../reading-fault.ts'
import { type Edit, fileRule, type Rule } from '../rule.ts'
import { placeOf } from '../yaml-places.ts'

/** Makes the rule for what reading a file has met. */
function readingRule(
  rule: Omit<Rule, 'check' | 'id'> & { readonly id: ReadingRule; readonly remedy: string },
  fixFor?: (document: DefinitionDocument, fault: ReadingFault) => readonly Edit[],
): Rule {
  const { remedy, ...rest } = rule
  return fileRule({
    ...rest,
    among: ({ faulty }) => faulty,
    ...(fixFor ? { fixable: true } : {}),
    check(document, report) {
      for (const fault of document.faults) {
        if (fault.rule !== rule.id) continue
        const { message, at, path } = fault
        report(document, {
          message,
          remedy,
          place: at,
          ...(path ? { path } : {}),
          ...(fixFor ? { fix: () => fixFor(document, fault) } : {}),
        })
      }
    },
  })
}

const unreadable = readingRule({
  id: 'unreadable-file',
  severity: 'error',
  summary: 'Every file and folder can be read.',
  explain:
    'A file that cannot be opened, a link that leads nowhere, a pipe or a device in the place of a file: nobody knows what it defines, so nothing that depends on it can be checked. The command ends with 2.',
  remedy: 'Make it readable, correct the link, or remove it.',
})

export const unreadableFile: Rule = {
  ...unreadable,
  check(project, report) {
    unreadable.check(project, report)
    for (const { path, cause } of project.unreadableFolders) {
      report(
        { path, text: '' },
        { message: cause, remedy: 'Make it readable, or correct the link.' },
      )
    }
  },
}

export const fileTooLarge: Rule = readingRule({
  id: 'file-too-large',
  severity: 'error',
  summary: 'No definition has more than 250 kB.',
  explain:
    'The largest real definition has some kilobytes. A larger file is not parsed: it is in the wrong place, or made to keep the reader busy.',
  remedy: 'Put the definition alone into the file, or leave it out of the globs.',
})

export const notUtf8: Rule = readingRule({
  id: 'not-utf8',
  severity: 'error',
  summary: 'Files are UTF-8.',
  explain:
    'Ruby reads definitions as UTF-8, and fails at bytes that are not. Editors that save in Windows-1252 or UTF-16 write such files.',
  remedy: 'Save the file as UTF-8.',
})

export const invalidYaml: Rule = readingRule({
  id: 'invalid-yaml',
  severity: 'error',
  summary: 'Files are valid YAML.',
  explain:
    'A file that cannot be parsed defines nothing: its events cannot be tracked, and its metrics do not move. The most common causes are a colon in a text without quotes, a tab, and a line that is not indented as the one before.',
  example: {
    wrong: 'description: Clicks: all of them',
    right: "description: 'Clicks: all of them'",
  },
  remedy: 'Correct the YAML.',
})

export const yamlAlias: Rule = readingRule({
  id: 'yaml-alias',
  severity: 'error',
  summary: 'Files have no aliases.',
  explain:
    'GitLab reads definitions with YAML.safe_load, which refuses aliases (*name) and merges (<<), since a few lines of them can grow without end. The file is not looked at further.',
  example: {
    wrong: 'tiers: &all [free]\nevents: *all',
    right: 'tiers: [free]\nevents: [free]',
  },
  remedy: 'Write the value out in both places.',
})

export const notAMapping: Rule = readingRule({
  id: 'not-a-mapping',
  severity: 'error',
  summary: 'A file holds one mapping, the definition.',
  explain: 'An empty file, a list or a text is not a definition.',
  remedy: 'Correct the file, or leave it out of the globs.',
})

export const byteOrderMark: Rule = readingRule(
  {
    id: 'byte-order-mark',
    severity: 'warning',
    summary: 'Files begin without a byte order mark.',
    explain:
      'UTF-8 needs none. Some tools take it for the first letter of the first key, which is then an unknown one.',
    remedy: 'Save the file as UTF-8 without it.',
  },
  () => [{ start: -1, end: 0, text: '' }],
)

export const severalDocuments: Rule = readingRule({
  id: 'several-documents',
  severity: 'error',
  summary: 'A file holds one document.',
  explain: 'Ruby reads the first document of a file, and nobody reads those after the second ---.',
  remedy: 'Give each definition a file of its own.',
})

export const unloadableValue: Rule = readingRule({
  id: 'unloadable-value',
  severity: 'error',
  summary: 'No value is a date, a time or a symbol.',
  explain:
    'Ruby takes :name for a symbol and 2024-01-31 for a date, and YAML.safe_load, with which GitLab reads definitions, refuses both. Quotes make them texts.',
  example: { wrong: 'description: 2024-01-31', right: "description: '2024-01-31'" },
  remedy: 'Put it in quotes.',
})

export const duplicateKey: Rule = readingRule(
  {
    id: 'duplicate-key',
    severity: 'error',
    summary: 'No key stands twice in a mapping.',
    explain:
      'Ruby takes the last value and drops the others without a word, so that one of the lines says what is not so. --fix removes a line that has the same value twice.',
    example: { wrong: 'status: active\nstatus: active', right: 'status: active' },
    remedy: 'Remove the others.',
  },
  removeSameLine,
)

/** Returns what removes a repeated line, if there is the same one before it. */
function removeSameLine({ text }: DefinitionDocument, { at }: ReadingFault): readonly Edit[] {
  if (typeof at !== 'number') return []
  const start = text.lastIndexOf('\n', at - 1) + 1
  const next = text.indexOf('\n', at)
  const end = next < 0 ? text.length : next + 1
  const line = text.slice(start, end).trimEnd()
  const after = text.slice(end)
  // Only a whole pair on a line of its own, at the top, with nothing below that belongs to it.
  const isWhole = /^[\w]+: +[^\s|>&*#'"[{][^#]*$/.test(line) && !/^[ \t-]/.test(after)
  const isTwice = text
    .slice(0, start)
    .split('\n')
    .some(
      (before, index, lines) =>
        before.trimEnd() === line && !/^[ \t-]/.test(lines[index + 1] ?? ''),
    )
  const [key = ''] = line.split(':')
  const last = placeOf(text, [key])
  return isWhole && isTwice && last.keyStart === start ? [{ start, end, text: '' }] : []
}
