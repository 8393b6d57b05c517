import { KINDS, type LineKind, lineKey } from './compiled-lines.ts'

/** The part of a catalog that a test file has used, as it is told to whoever watches the definitions. */
export interface CatalogUse {
  /** The file with the text of the catalog. */
  readonly catalog: string | undefined
  /** The beginnings of the lines that were used, also of those that are not there; a kind alone for all of its lines. */
  readonly used: readonly string[]
}

/** Collects the lines that a test file uses. */
export class UsedLines {
  readonly #keys = new Set<string>()

  readonly add = (kind: LineKind, name?: string): void => {
    this.#keys.add(name === undefined ? kind : lineKey(kind, name))
  }

  readonly addAll = (): void => {
    for (const kind of KINDS) this.add(kind)
  }

  of(catalog: string | undefined): CatalogUse {
    return { catalog, used: [...this.#keys] }
  }
}

let hearLoad: () => void = () => {}

/** Lets the running test file hear of each catalog that its own code loads. */
export function hearLoadedCatalogs(listener: () => void): void {
  hearLoad = listener
}

/** Tells the running test file that its own code has loaded a catalog. */
export function tellLoadedCatalog(): void {
  hearLoad()
}

/** Returns what differs between two texts of catalogs: the beginnings of lines, and the kinds of these. */
export function changedLines(before: string, after: string): ReadonlySet<string> {
  const [old, current] = [linesByKey(before), linesByKey(after)]
  const keys = [...new Set([...old.keys(), ...current.keys()])].filter(
    (key) => old.get(key) !== current.get(key),
  )
  return new Set(keys.flatMap((key) => [key, key.slice(0, key.indexOf('"'))]))
}

function linesByKey(text: string): Map<string, string> {
  const lines = text.split('\n').slice(1)
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('\t')), line]))
}
