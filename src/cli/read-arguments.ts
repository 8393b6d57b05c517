import { type ParseArgsConfig, parseArgs } from 'node:util'
import { misspeltName, nearestName } from '../foundation/index.ts'
import { type UsageError, usageError } from './usage-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** The values of options, by the types that they are declared with. */
export type Values<Declared extends Options> = ReturnType<
  typeof parseArgs<{ options: Declared }>
>['values']

/**
 * Reads the options of a command. The parser's own errors are made for who writes a parser.
 *
 * @param once True where an option that has one value may not be given twice; elsewhere the last
 *   one has the say, as scripts expect that add their own.
 * @throws {UsageError} for an unknown option, a missing value, and one too many.
 */
export function readOptions<const Declared extends Options>(
  command: string,
  args: readonly string[],
  options: Declared,
  { once = false }: { readonly once?: boolean } = {},
): Values<Declared> {
  const { values, positionals, names } = readArguments(command, args, options)
  const twice = names.find(
    (name, index) =>
      options[name]?.type === 'string' && !options[name].multiple && names.indexOf(name) < index,
  )
  if (once && twice !== undefined) {
    throw usageError(command, `--${twice} is given twice`, 'Give it once.')
  }
  const [first] = positionals
  if (first !== undefined) {
    throw usageError(command, `it takes options alone, not ${JSON.stringify(first)}`)
  }
  return values
}

/**
 * Reads the options of a command, and what stands between them.
 *
 * @throws {UsageError} for an unknown option, and a missing value.
 */
export function readArguments<const Declared extends Options>(
  command: string,
  args: readonly string[],
  options: Declared,
): {
  readonly values: Values<Declared>
  readonly positionals: readonly string[]
  /** The names of the options in the order in which they are given. */
  readonly names: readonly string[]
} {
  const { tokens, values } = parseArgs({
    args: [...args],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  })
  for (const token of tokens) {
    if (token.kind === 'option') checkOption(command, token, options)
  }
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? token.value : []))
  const names = tokens.flatMap((token) => (token.kind === 'option' ? token.name : []))
  return { values: values as Values<Declared>, positionals, names }
}

interface GivenOption {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function checkOption(
  command: string,
  { name, rawName, value, inlineValue = false }: GivenOption,
  options: Options,
): void {
  if (!Object.hasOwn(options, name)) throw unknownOption(command, rawName, options)
  if (options[name]?.type === 'boolean') {
    if (value === undefined) return
    throw usageError(command, `${rawName} takes no value, but has ${JSON.stringify(value)}`)
  }
  // A value may begin with one dash, as a negative number does.
  if (value === undefined || (!inlineValue && value.startsWith('--'))) {
    throw usageError(command, `${rawName} has no value`)
  }
}

function unknownOption(command: string, given: string, options: Options): UsageError {
  const name = given.replace(/^-+/, '')
  const names = Object.keys(options)
  const isBegun = (other: string) => other.startsWith(name) || name.startsWith(other)
  const begun = name.length > 1 ? names.find(isBegun) : undefined
  const meant = misspeltName(name, names) ?? begun ?? nearestName(name, names)
  return usageError(command, `there is no option ${given}`, meant && `Did you mean --${meant}?`)
}
