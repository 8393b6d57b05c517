import { isMapping, nearestName, printText } from '../foundation/index.ts'
import type { Setting } from './setting.ts'

/** The reason why settings cannot be taken, and what to do about it where the reason does not say. */
export interface FaultOfSettings {
  readonly cause: string
  readonly remedy?: string | undefined
}

/** Finds the first key or value that settings must not have. `path` leads to them: `coverage.seen.`. */
export function faultOfSettings(
  given: object,
  settings: Readonly<Record<string, Setting>>,
  path = '',
): FaultOfSettings | undefined {
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(settings, key)) {
      const remedy = remedyForKey(key, Object.keys(settings), path)
      return { cause: `unknown key ${printText(path + key)}`, remedy }
    }
    const { wanted, accepts, each, parts = each && alike(value, each) } = settings[key] as Setting
    if (parts && isMapping(value)) {
      const fault = faultOfSettings(value, parts, `${path}${key}.`)
      if (fault) return fault
    } else if (!accepts(value)) return { cause: `"${path}${key}" should be ${wanted}` }
  }
  return undefined
}

function remedyForKey(key: string, known: readonly string[], path: string): string | undefined {
  const meant = nearestName(key, known)
  if (meant !== undefined) return `Did you mean ${printText(path + meant)}?`
  return path === '' ? undefined : `Keys of ${path.slice(0, -1)} are ${known.join(', ')}.`
}

function alike(value: unknown, setting: Setting): Readonly<Record<string, Setting>> {
  const keys = isMapping(value) ? Object.keys(value) : []
  return Object.fromEntries(keys.map((key) => [key, setting]))
}
