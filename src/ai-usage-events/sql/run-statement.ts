import { startTimer, stopTimer } from '../../foundation/index.ts'
import { AiUsageEventError } from '../index.ts'

/** Thrown by what a statement runs, for a table that the database takes as it is. */
export class WrongTable extends Error {}

/** The problem that a statement may have with its table: it is missing, or has another shape. */
export type TableProblem = 'missing' | 'wrong'

const REMEDIES: Readonly<Record<TableProblem, string>> = {
  missing:
    "Create the table with createTables(), or give the store the name of one that has the columns of GitLab's ai_usage_events.",
  wrong:
    "Give the store the name of a table that has the columns of GitLab's ai_usage_events; createTables() creates it if it is not there.",
}

/** A statement that a database runs, as errors tell of it. */
export interface RunningStatement {
  /** The statement in short, such as `INSERT INTO ai_usage_events`. */
  readonly name: string
  /** The database and its host, such as `PostgreSQL at localhost:5432`. */
  readonly database: string
  /** In milliseconds. */
  readonly timeout: number
  /** Tells the problem with the table that an error means, if it means one. */
  readonly tableProblem: (error: unknown) => TableProblem | undefined
}

/**
 * Runs a statement, and waits for its answer.
 *
 * @throws {AiUsageEventError} `WRONG_TABLE`, or `STORE_FAILED` for any other failure, with host and
 *   statement.
 */
export async function runStatement<Result>(
  statement: RunningStatement,
  run: () => Promise<Result>,
): Promise<Result> {
  const { name, database, timeout, tableProblem } = statement
  let timer: ReturnType<typeof startTimer> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = startTimer(() => reject(new Error(`no answer within ${timeout} ms`)), timeout)
  })
  try {
    return await Promise.race([run(), late])
  } catch (cause) {
    const failed = `Failed to run ${name} in ${database}: ${messageOf(cause)}.`
    const problem = cause instanceof WrongTable ? 'wrong' : tableProblem(cause)
    throw problem
      ? new AiUsageEventError('WRONG_TABLE', `${failed} ${REMEDIES[problem]}`, { cause })
      : new AiUsageEventError(
          'STORE_FAILED',
          `${failed} Check that it runs there, and that the client is connected; what was not stored may be sent again.`,
          { cause },
        )
  } finally {
    stopTimer(timer)
  }
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const [line = ''] = (message || String((error as { code?: unknown }).code)).split('\n')
  return line.replace(/[.\s]+$/, '')
}
