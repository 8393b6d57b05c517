import { isMapping, requireModule } from '../foundation/index.ts'
import { CheckError } from './check-error.ts'

/**
 * Reads a list of names: of the configuration, of the file that it names, or of GitLab's file if
 * the repository has that. A file holds a list, or a JSON Schema with an `enum`.
 */
export function readNames(
  root: string,
  setting: string,
  given: string | readonly string[] | undefined,
  usual: string,
): ReadonlySet<string> | undefined {
  if (given !== undefined && typeof given !== 'string') return new Set(given)
  const { existsSync, readFileSync } = requireModule('node:fs')
  const file = requireModule('node:path').join(root, given ?? usual)
  if (given === undefined && !existsSync(file)) return undefined
  try {
    const content = requireModule('js-yaml').load(readFileSync(file, 'utf8'), { maxAliases: 0 })
    const names = isMapping(content) ? content['enum'] : content
    if (Array.isArray(names) && names.every((name) => typeof name === 'string')) {
      return new Set(names)
    }
  } catch (cause) {
    throw unreadable(setting, file, (cause as Error).message.split('\n')[0] ?? '', { cause })
  }
  throw unreadable(setting, file, 'it has no list of names')
}

function unreadable(
  setting: string,
  file: string,
  cause: string,
  options: ErrorOptions = {},
): CheckError {
  return new CheckError(
    'INVALID_NAMES',
    `Failed to read ${file}: ${cause}. Put a list of names into it, or name another file under check.${setting} in internal-events.config.`,
    options,
  )
}
