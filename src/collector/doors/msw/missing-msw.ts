import { ModuleError } from '../../../foundation/index.ts'

/** @throws {ModuleError} `MSW_MISSING` for the error of a runtime that does not find MSW, else the error. */
export function refuseMissing(error: unknown): never {
  if (!/Cannot find (?:module|package) 'msw/.test(String(error))) throw error
  throw new ModuleError(
    'MSW_MISSING',
    'Failed to load msw: internal-events-testing/msw needs it, and it is not installed. Run npm install --save-dev msw.',
    { cause: error },
  )
}
