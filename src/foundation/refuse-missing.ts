import { ModuleError } from './require-module.ts'

const CODES = {
  msw: 'MSW_MISSING',
  graphql: 'GRAPHQL_MISSING',
  '@babel/parser': 'PARSER_MISSING',
  '@ruby/prism': 'PARSER_MISSING',
} as const

/**
 * Throws the error that a runtime gave for a module that `user` needs, or a clearer one where the
 * module is not installed.
 *
 * @throws {ModuleError} `MSW_MISSING`, `GRAPHQL_MISSING` or `PARSER_MISSING`
 */
export function refuseMissing(name: keyof typeof CODES, user: string, error: unknown): never {
  if (!new RegExp(`Cannot find (?:module|package) '${name}`).test(String(error))) throw error
  throw new ModuleError(
    CODES[name],
    `Failed to load ${name}: ${user} needs it, and it is not installed. Run npm install --save-dev ${name}.`,
    { cause: error },
  )
}
