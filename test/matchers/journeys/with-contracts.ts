import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, onTestFinished } from 'vitest'
import { loadCatalog } from '../../../src/entries/index.ts'
import { runner, setCatalog } from '../../../src/fakes/index.ts'
import { messageOf } from '../message-of.ts'

export type Mode = 'none' | 'new' | 'all'

/** Gives the test a folder of contracts, and the mode of its run. */
export function withContracts(
  contracts: Readonly<Record<string, string>> = {},
  mode: Mode = 'none',
  { folder: own, ...journeys }: { folder?: string; evidence?: string } = {},
): string {
  const folder = own ?? mkdtempSync(join(tmpdir(), 'journeys-'))
  for (const [name, text] of Object.entries(contracts)) writeContract(folder, name, text)
  setCatalog(loadCatalog({ journeys: { folder, ...journeys } }))
  const { snapshotState } = expect.getState()
  const state = snapshotState as unknown as { _updateSnapshot: Mode }
  const before = state._updateSnapshot
  state._updateSnapshot = mode
  onTestFinished(() => {
    state._updateSnapshot = before
    setCatalog(undefined)
    if (!own) rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

export function writeContract(folder: string, name: string, text: string): void {
  const file = join(folder, `${name}.yml`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** Gives the test a root that has GitLab's folder of contracts, and the mode of its run. */
export function withGitlabContracts(
  contracts: Readonly<Record<string, string>>,
  mode: Mode = 'none',
): string {
  const root = mkdtempSync(join(tmpdir(), 'gitlab-'))
  const folder = join(root, 'spec/fixtures/snowplow_tracking_journeys')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(root, 'internal-events.config.json'), '{}')
  for (const [name, text] of Object.entries(contracts)) writeContract(folder, name, text)
  withContracts({}, mode)
  setCatalog(loadCatalog({ journeys: {} }))
  const facts = runner()
  const { testFolder } = facts
  facts.testFolder = () => root
  onTestFinished(() => {
    facts.testFolder = testFolder
    rmSync(root, { recursive: true })
  })
  return folder
}

export const contractIn = (folder: string, name: string) =>
  readFileSync(join(folder, `${name}.yml`), 'utf8')

/** Returns the message that an assertion fails with, its folder named `<contracts>`. */
export async function failure(folder: string, assert: () => PromiseLike<unknown>) {
  return (await messageOf(assert)).replaceAll(folder, '<contracts>')
}

/** Returns the message of the error that an assertion throws on the spot. */
export function thrown(folder: string, assert: () => unknown): string {
  try {
    assert()
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    return stripVTControlCharacters(`${code}: ${message}`).replaceAll(folder, '<contracts>')
  }
  throw new Error('nothing was thrown')
}
