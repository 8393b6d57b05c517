import { readRegularFile } from '../definitions/index.ts'
import {
  messageOf,
  printText,
  requireModule,
  writeBeside,
  writeWhole,
} from '../foundation/index.ts'
import type { ContractPlace } from './contract-place.ts'
import { JourneyError } from './journey-error.ts'

/** Returns the text of a contract; `undefined` where there is none. */
export function readContractText({ path }: ContractPlace): string | undefined {
  try {
    return readRegularFile(path)?.toString()
  } catch {
    return undefined
  }
}

/** Writes a contract that there was not; returns false where there is one meanwhile. */
export function createContract(place: ContractPlace, text: string): boolean {
  const { linkSync, mkdirSync } = requireModule('node:fs')
  const { dirname } = requireModule('node:path')
  return writing(place, () => {
    mkdirSync(dirname(place.path), { recursive: true })
    try {
      // A link takes its name only where there is none.
      writeBeside(place.path, text, (part) => linkSync(part, place.path))
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  })
}

/** Writes a contract in the place of the one that there is. */
export function replaceContract(place: ContractPlace, text: string): void {
  writing(place, () => writeWhole(place.path, text))
}

function writing<Result>({ name, file }: ContractPlace, write: () => Result): Result {
  try {
    return write()
  } catch (cause) {
    throw new JourneyError(
      'NOT_RECORDED',
      `Failed to record journey ${printText(name)}: ${file} cannot be written: ${messageOf(cause)}. Make its folder writable.`,
      { cause },
    )
  }
}
