import { isMapping, strictUtf8Decoder } from '../foundation/index.ts'
import { type FileFault, invalidDefinition, UnusableFile } from './definition-fault.ts'
import { printYaml, psychSchema, type YamlParser } from './psych-scalars.ts'

/** The top-level mapping of a YAML file, and the place that it came from. */
export interface DefinitionFile {
  /** The path as shown in messages, relative to the project's root. */
  readonly path: string
  readonly mapping: ReadonlyMap<string, unknown>
  /** The faults that GitLab's own tools let pass as well, and that `check` reports. */
  readonly remarks: readonly FileFault[]
  /** Returns the line (from 1) on which a top-level key stands; 1 when it is absent. */
  lineOf(key: string): number
}

const BYTE_ORDER_MARK = '\uFEFF'

/** @throws {UnusableFile} `UNREADABLE_FILE` with the first line that is not UTF-8. */
export function decodeDefinition(bytes: Uint8Array): string {
  try {
    return strictUtf8Decoder.decode(bytes)
  } catch {
    throw new UnusableFile({
      code: 'UNREADABLE_FILE',
      line: lineOfBadByte(bytes),
      cause: 'the line is not valid UTF-8',
      remedy: 'Save the file as UTF-8.',
    })
  }
}

function lineOfBadByte(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; ; line++) {
    const end = bytes.indexOf(0x0a, start)
    try {
      strictUtf8Decoder.decode(bytes.subarray(start, end < 0 ? undefined : end))
    } catch {
      return line
    }
    if (end < 0) return line
    start = end + 1
  }
}

/**
 * Reads the text of one definition file as Ruby does: a key that is repeated has its last value,
 * and of several documents the first one is read.
 *
 * @throws {UnusableFile} `INVALID_YAML` with the line for text that is not valid YAML,
 *   `INVALID_DEFINITION` for YAML that is not a mapping.
 */
export function readDefinitionFile(
  path: string,
  content: string,
  yaml: YamlParser,
): DefinitionFile {
  const remarks: FileFault[] = []
  const remark = (line: number, cause: string, remedy: string) =>
    remarks.push({ code: 'INVALID_YAML', line, cause, remedy })
  if (content.startsWith(BYTE_ORDER_MARK)) {
    remark(1, 'the file begins with a byte order mark', 'Save it as UTF-8 without one.')
  }
  const text = content.startsWith(BYTE_ORDER_MARK) ? content.slice(1) : content
  const documents = parse(text, yaml, (line) =>
    remark(line, 'the key is repeated, and its last value counts', 'Remove the others.'),
  )
  if (documents.length > 1) {
    remark(1, 'the file has several documents, of which the first is read', 'Keep one.')
  }
  const [value] = documents
  if (!isMapping(value)) {
    throw invalidDefinition(
      1,
      `the file should be a mapping, but is ${value == null ? 'empty' : printYaml(value)}`,
    )
  }
  return {
    path,
    mapping: new Map(Object.entries(value)),
    remarks,
    lineOf: (key) => lineOf(text, key),
  }
}

/** @throws {UnusableFile} `INVALID_DEFINITION` for a name that is missing, or is not a text. */
export function readName(
  { mapping, lineOf }: DefinitionFile,
  key: string,
  missing: string,
): string {
  const name = mapping.get(key)
  if (typeof name === 'string' && name !== '') return name
  throw invalidDefinition(
    lineOf(key),
    name == null || name === '' ? missing : `${key} should be a string, but is ${printYaml(name)}`,
  )
}

function parse(
  text: string,
  yaml: YamlParser,
  onRepeatedKey: (line: number) => void,
  lastKeyCounts = false,
): readonly unknown[] {
  try {
    return yaml.loadAll(text, { schema: psychSchema(yaml), json: lastKeyCounts, maxAliases: 0 })
  } catch (error) {
    const { reason = String(error), mark } = error as { reason?: string; mark?: { line: number } }
    const line = (mark?.line ?? 0) + 1
    if (reason.includes('maxAliases')) {
      throw new UnusableFile({
        code: 'INVALID_YAML',
        line,
        cause: 'the file has an alias, which GitLab does not load',
        remedy: 'Write the value out in both places.',
      })
    }
    if (lastKeyCounts || reason !== 'duplicated mapping key') {
      throw new UnusableFile({
        code: 'INVALID_YAML',
        line,
        cause: reason,
        remedy: 'Correct the YAML.',
      })
    }
    onRepeatedKey(line)
    return parse(text, yaml, onRepeatedKey, true)
  }
}

function lineOf(text: string, key: string): number {
  const line = text
    .split('\n')
    .findIndex((content) => /^["']?([^"':\s]+)/.exec(content)?.[1] === key)
  return Math.max(line, 0) + 1
}
