import { requireModule } from '../../foundation/index.ts'
import { translatePattern } from './java-pattern.ts'
import { SchemaError } from './read-schemas.ts'

/** The part of a regular expression that a validator of schemas needs. */
export interface Pattern {
  test(text: string): boolean
  /** The validator tells patterns apart by it. */
  toString(): string
}

/** The times that a pattern may take for one text, in milliseconds: on a busy machine, one is too short. */
const TIMES = [50, 250]
/** The steps that take less time than to watch the clock, some milliseconds. */
const FEW_STEPS = 500_000

/**
 * Compiles a pattern of a schema so that it cannot block the process: one that takes too long throws,
 * then and ever after.
 *
 * @throws {SchemaError} for a pattern that only Java understands.
 */
export function boundedPattern(pattern: string): Pattern {
  const { expression, steps } = translatePattern(pattern)
  let explodes = false
  return {
    test(text) {
      if (steps(text.length) <= FEW_STEPS) return expression.test(text)
      const found = explodes ? undefined : runBounded(expression, text)
      if (found !== undefined) return found
      explodes = true
      throw new SchemaError('INVALID_SCHEMA', `its pattern ${pattern} takes too long`)
    },
    toString: () => pattern,
  }
}

type Run = (expression: RegExp, text: string, timeout: number) => boolean

let run: Run | undefined

/** Tests a text; returns `undefined` if that takes too long. */
function runBounded(expression: RegExp, text: string): boolean | undefined {
  run ??= createRunner()
  for (const time of TIMES) {
    try {
      return run(expression, text, time)
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    }
  }
  return undefined
}

/** Makes what runs code with a time limit: nothing else can stop a regular expression. */
function createRunner(): Run {
  const { createContext, Script } = requireModule('node:vm')
  const script = new Script('expression.test(text)')
  const context = createContext({})
  return (expression, text, timeout) => {
    Object.assign(context, { expression, text })
    return script.runInContext(context, { timeout }) as boolean
  }
}
