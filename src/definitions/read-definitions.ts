import { decodeText, printable, requireModule } from '../foundation/index.ts'
import { type DefinitionFault, type FileFault, faultOf, UnusableFile } from './definition-fault.ts'
import { type DefinitionFile, decodeDefinition, readDefinitionFile } from './definition-file.ts'
import { type EventDefinition, readEventDefinition } from './event-definition.ts'
import { readMetricDefinition, type UsageMetric } from './metric-definition.ts'
import { namesIn } from './names-in.ts'
import type { SourceFile } from './source-file.ts'

interface DefinitionsOf {
  readonly event: EventDefinition
  readonly metric: UsageMetric
}

/** The contents of files: the definitions that can be used, and the faults of all. */
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
  kind: Kind,
  files: readonly SourceFile[],
): ReadDefinitions<DefinitionsOf[Kind]> {
  const yaml = requireModule('js-yaml')
  const definitions: DefinitionsOf[Kind][] = []
  const faults: DefinitionFault[] = []
  for (const source of files) {
    const { path } = source
    const shown = printable(path, LONGEST_PATH)
    const add = (fault: FileFault, names: readonly string[]) =>
      faults.push(faultOf({ kind, file: shown }, fault, names))
    if ('fault' in source) {
      add(source.fault, namesIn(kind, path, ''))
      continue
    }
    try {
      const file = readDefinitionFile(shown, decodeDefinition(source.bytes), yaml)
      for (const definition of READERS[kind](file)) definitions.push(definition)
      for (const remark of file.remarks) add(remark, [])
    } catch (error) {
      if (!(error instanceof UnusableFile)) throw error
      add(error.fault, namesIn(kind, path, decodeText(source.bytes)))
    }
  }
  return { definitions, faults }
}
