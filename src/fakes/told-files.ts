import { randomUuid, requireModule } from '../foundation/index.ts'
import type { TestEvidence } from './test-evidence.ts'

/** A test, by the names of its suites and its own, with ` > ` between them. */
export interface ToldTest {
  readonly name: string
  readonly passed: boolean
  readonly evidence: TestEvidence
}

/** The tests of one file, and what they did with definitions. */
export interface ToldFile {
  readonly file: string
  readonly tests: readonly ToldTest[]
}

/** The environment variable with the folder in which a reporter of Jest waits for files. */
const FOLDER = 'INTERNAL_EVENTS_EVIDENCE'

/** Has the workers that start from now on hand over what their tests did, in a folder. */
export function awaitToldFiles(folder: string): void {
  process.env[FOLDER] = folder
}

/** Hands over what the tests of a file did: Jest has no way for it from a worker to a reporter. */
export function tellFile(told: ToldFile): void {
  const folder = globalThis.process?.env[FOLDER]
  if (folder === undefined || told.tests.length === 0) return
  const { writeFileSync } = requireModule('node:fs')
  writeFileSync(`${folder}/${randomUuid()}.json`, JSON.stringify(told))
}

/** Reads what workers have handed over. */
export function readToldFiles(folder: string): ToldFile[] {
  const { readdirSync, readFileSync } = requireModule('node:fs')
  return readdirSync(folder).map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')))
}
