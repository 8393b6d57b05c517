import { findFiles, readRegularFile } from '../definitions/index.ts'
import {
  decodeText,
  messageOf,
  nearestName,
  printText,
  requireModule,
} from '../foundation/index.ts'
import { type ContractPlace, contractPlace } from './contract-place.ts'
import type { JourneyContract } from './journey-contract.ts'
import { JourneyError } from './journey-error.ts'
import { readContract } from './read-contract.ts'
import { refuseUnknownNames } from './refuse-unknown-names.ts'

/** A contract, or the place where it may be recorded. */
export interface OpenedContract {
  readonly place: ContractPlace
  /** Missing where the file, or the variant in it, is to be recorded. */
  readonly contract: JourneyContract | undefined
}

/**
 * Opens the contract of a journey. Where it is missing and `mayRecord`, it is for the run to record.
 *
 * @throws {JourneyError} `INVALID_JOURNEY`, `UNKNOWN_JOURNEY`, `INVALID_CONTRACT`, `UNKNOWN_VARIANT`.
 */
export function openContract(
  name: string,
  variant: string | undefined,
  mayRecord: boolean,
): OpenedContract {
  const place = contractPlace(name)
  const bytes = readBytes(place)
  if (!bytes) {
    if (mayRecord) return { place, contract: undefined }
    throw unknownJourney(place)
  }
  try {
    const contract = readContract({ name, file: place.file, bytes, variant })
    refuseUnknownNames(contract)
    return { place, contract }
  } catch (error) {
    const isNewVariant =
      error instanceof JourneyError && error.code === 'UNKNOWN_VARIANT' && variant !== undefined
    if (mayRecord && isNewVariant && /^variants:/m.test(decodeText(bytes))) {
      return { place, contract: undefined }
    }
    throw error
  }
}

function readBytes({ name, path, file }: ContractPlace): Uint8Array | undefined {
  try {
    const bytes = readRegularFile(path, MOST_BYTES)
    if (bytes) return bytes
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new JourneyError(
      'INVALID_CONTRACT',
      `Failed to read the contract of journey ${printText(name)}: ${file} cannot be read: ${messageOf(error)}. Make it a readable file.`,
      { cause: error },
    )
  }
  throw new JourneyError(
    'INVALID_CONTRACT',
    `Failed to read the contract of journey ${printText(name)}: ${file} is not a regular file. Make it a readable file.`,
  )
}

/** The largest contract that is read: its journey has some ten thousand events. */
const MOST_BYTES = 4_000_000

function unknownJourney({ name, path, folder }: ContractPlace): JourneyError {
  const names = contractNames(
    requireModule('node:path').resolve(path, ...name.split('/').map(() => '..')),
  )
  const nearest = nearestName(name, names)
  const record =
    'record it locally, where the runner writes new snapshots (node:test: with --test-update-snapshots, which Node.js has from 22.3 on), and commit the file.'
  const remedy = nearest
    ? `Did you mean ${printText(nearest)}? If not, ${record}`
    : record.replace(/^r/, 'R')
  return new JourneyError(
    'UNKNOWN_JOURNEY',
    `Failed to find journey ${printText(name)}: there is no ${name}.yml in ${folder}, and this run records no contracts. ${remedy}`,
  )
}

/** Returns the names of all contracts in a folder. */
export function contractNames(folder: string): string[] {
  return findFiles(folder, ['**/*.yml']).paths.map((path) => path.replace(/\.yml$/, ''))
}
