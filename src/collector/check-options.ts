import { isMapping, nearestName } from '../foundation/index.ts'
import { CollectorError } from './collector-error.ts'

/** The names of options, all of them. */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>

/**
 * Refuses options of other names: a misspelt one would be off without a word.
 *
 * @throws {CollectorError} `UNKNOWN_OPTION`
 */
export function checkOptions<Options extends object>(
  task: string,
  given: Options,
  known: OptionNames<Options>,
): void {
  const names = Object.keys(known)
  const all = `Options are ${names.join(', ')}.`
  if (!isMapping(given)) throw unknownOption(task, 'its options are not an object', all)
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(known, name)) continue
    const nearest = nearestName(name, names)
    const remedy = nearest ? `Did you mean ${JSON.stringify(nearest)}?` : all
    throw unknownOption(task, `unknown option ${JSON.stringify(name)}`, remedy)
  }
}

/**
 * Refuses the value of an option that has to be a number.
 *
 * @throws {CollectorError} `INVALID_OPTION`
 */
export function checkNumber(
  task: string,
  name: string,
  value: unknown,
  isInRange: (value: number) => boolean,
  allowed: string,
): void {
  if (typeof value === 'number' && isInRange(value)) return
  const shown =
    typeof value === 'number' ? value : value === null ? 'null' : `of type ${typeof value}`
  throw new CollectorError(
    'INVALID_OPTION',
    `Failed to ${task}: ${name} is ${shown}. Give ${allowed}.`,
  )
}

function unknownOption(task: string, cause: string, remedy: string): CollectorError {
  return new CollectorError('UNKNOWN_OPTION', `Failed to ${task}: ${cause}. ${remedy}`)
}
