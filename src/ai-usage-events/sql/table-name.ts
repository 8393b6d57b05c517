import { printGiven } from '../../foundation/index.ts'
import { AiUsageEventError } from '../index.ts'

/** A name of a table, which may say its schema or database. */
const NAME = /^(?:[A-Za-z_][A-Za-z0-9_]{0,39}\.)?[A-Za-z_][A-Za-z0-9_]{0,39}$/

/**
 * Checks the name of a table, which stands in the text of statements.
 *
 * @throws {AiUsageEventError} `WRONG_TABLE`
 */
export function checkTableName(table: string): string {
  if (typeof table === 'string' && NAME.test(table)) return table
  throw new AiUsageEventError(
    'WRONG_TABLE',
    `Failed to create the store: ${printGiven(table)} is not the name of a table. Write letters, digits and underscores, at most 40, with a schema and a dot in front where it has one.`,
  )
}
