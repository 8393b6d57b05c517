import { isMapping } from './is-mapping.ts'
import { nearestName } from './nearest-name.ts'

/** The names of options, all of them. */
export type OptionNames<Options> = Readonly<Record<keyof Options, true>>

/** The reason why options cannot be taken, and what to do about it. */
export interface OptionProblem {
  readonly cause: string
  readonly remedy: string
}

/** Finds an option of a name that there is not: a misspelt one would be off without a word. */
export function findUnknownOption<Options extends object>(
  given: Options,
  known: OptionNames<Options>,
): OptionProblem | undefined {
  const names = Object.keys(known)
  const all = `Options are ${names.join(', ')}.`
  if (!isMapping(given)) return { cause: 'its options are not an object', remedy: all }
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name))
  if (unknown === undefined) return undefined
  const nearest = nearestName(unknown, names)
  return {
    cause: `unknown option ${JSON.stringify(unknown)}`,
    remedy: nearest ? `Did you mean ${JSON.stringify(nearest)}?` : all,
  }
}
