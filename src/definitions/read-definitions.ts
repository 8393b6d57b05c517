import { decodeText, printable, requireModule } from '../foundation/index.ts'
import { type DefinitionFault, type FileFault, faultOf, UnusableFile } from './definition-fault.ts'
import { type DefinitionFile, decodeDefinition, readDefinitionFile } from './definition-file.ts'
import { type EventDefinition, readEventDefinition } from './event-definition.ts'
import { readMetricDefinition, type UsageMetric } from './metric-definition.ts'
import { namesIn } from './names-in.ts'

interface DefinitionsOf {
  readonly event: EventDefinition
  readonly metric: UsageMetric
}

/** What files hold: the definitions that can be used, and the faults of all. */
interface ReadDefinitions<Definition> {
  readonly definitions: readonly Definition[]
  readonly faults: readonly DefinitionFault[]
}

const READERS: {
  readonly [Kind in keyof DefinitionsOf]: (file: DefinitionFile) => DefinitionsOf[Kind][]
} = {
  event: (file) => [readEventDefinition(file)],
  metric: readMetricDefinition,
}

/** No file system has longer ones. */
const LONGEST_PATH = 4096

/** Reads the definitions of one kind; a file that cannot be used becomes a fault. */
export function readDefinitions<Kind extends keyof DefinitionsOf>(
  root: string,
  kind: Kind,
  paths: readonly string[],
): ReadDefinitions<DefinitionsOf[Kind]> {
  const yaml = requireModule('js-yaml')
  const definitions: DefinitionsOf[Kind][] = []
  const faults: DefinitionFault[] = []
  for (const path of paths) {
    const shown = printable(path, LONGEST_PATH)
    const add = (fault: FileFault, names: readonly string[]) =>
      faults.push(faultOf({ kind, file: shown }, fault, names))
    let bytes: Uint8Array = new Uint8Array()
    try {
      bytes = readBytes(root, path)
      const file = readDefinitionFile(shown, decodeDefinition(bytes), yaml)
      for (const definition of READERS[kind](file)) definitions.push(definition)
      for (const remark of file.remarks) add(remark, [])
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error
      add(error.fault, namesIn(kind, path, decodeText(bytes)))
    }
  }
  return { definitions, faults }
}

/** Only a regular file is read: a pipe or a device might have no end. */
function readBytes(root: string, path: string): Uint8Array {
  const { readFileSync, statSync } = requireModule('node:fs')
  const file = requireModule('node:path').join(root, path)
  try {
    if (statSync(file).isFile()) return readFileSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ELOOP') {
      throw unreadable(`the link leads to no file (${code})`, 'Correct or remove the link.')
    }
    throw unreadable(`the file cannot be read (${code})`, 'Make it readable.')
  }
  throw unreadable('it is not a regular file', 'Put a file in its place, or remove it.')
}

function unreadable(cause: string, remedy: string): UnusableFile {
  return new UnusableFile({ code: 'UNREADABLE_FILE', line: 1, cause, remedy })
}
