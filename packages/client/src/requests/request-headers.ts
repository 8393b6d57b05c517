/** Headers of a request in the form of any framework: `Headers`, Node.js' object, gRPC's metadata. */
export type RequestHeaders =
  | { get(name: string): unknown }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** Finds the text of a header by its name in small letters; null if there is none, or if it says so. */
export type FindHeader = (name: string) => string | null

/**
 * Returns what finds the headers of a request, however the request writes their names. A header
 * that is there twice counts with its first value, as a request of Starlette has it, or with its
 * last, as a `dict` of gRPC's metadata has it. Headers that throw have none.
 */
export function headerFinder(headers: RequestHeaders, counts: 'first' | 'last'): FindHeader {
  const find = finderOf(headers)
  return (name) => {
    let found: unknown
    try {
      found = find(name)
      if (Array.isArray(found)) found = found.at(counts === 'first' ? 0 : -1)
    } catch {
      return null
    }
    if (typeof found !== 'string') return null
    const text = found.trim()
    return text === 'null' ? null : text
  }
}

function finderOf(headers: RequestHeaders): (name: string) => unknown {
  try {
    if (typeof headers['get'] === 'function') {
      const { get } = headers as { get(name: string): unknown }
      return (name) => get.call(headers, name)
    }
    const found = new Map(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value as unknown]),
    )
    return (name) => found.get(name)
  } catch {
    return () => undefined
  }
}
