import { isMapping } from '../foundation/index.ts'
import type { HandedCatalog } from './handed-catalog.ts'

const VARIABLE = 'INTERNAL_EVENTS_CATALOG'

/** The value of the variable, as JSON. */
interface Handed extends HandedCatalog {
  /** The process whose workers it is for: those of another run, started by a test, inherit it, too. */
  readonly pid: number
}

/** Hands a catalog to the workers that this process starts, by an environment variable. */
export function setEnvironmentCatalog({ text: _, ...rest }: HandedCatalog): void {
  const handed: Handed = { ...rest, pid: process.pid }
  process.env[VARIABLE] = JSON.stringify(handed)
}

/** Returns the catalog that this process, or the one that started it, has handed over. */
export function environmentCatalog(): HandedCatalog | undefined {
  const handed = parsed(process.env[VARIABLE])
  if (!isMapping(handed) || typeof handed['root'] !== 'string') return undefined
  const { pid } = handed
  return pid === process.pid || pid === process.ppid ? (handed as unknown as Handed) : undefined
}

/** Somebody else may use the variable. */
function parsed(value: string | undefined): unknown {
  try {
    return JSON.parse(value ?? '')
  } catch {
    return undefined
  }
}
