/** The destination of a request. */
export interface Target {
  /** Empty if there is none. */
  readonly namespace: string
  /** The path without the namespace and the query. */
  readonly path: string
  readonly query: string
}

/** Takes a request's URL apart. Returns `undefined` for a request to somebody else, or to nobody. */
export type ReadTarget = (url: string, namespace: string | null) => Target | undefined

/** The header that names the namespace, for clients whose URL cannot be chosen. */
export const NAMESPACE_HEADER = 'collector-namespace'

const PREFIX = /^\/t\/([^/]+)(\/.*)?$/

/** Tells whether a namespace can be part of a URL: `.` and `..` would be those of folders. */
export function isNamespace(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..'
}

/** Reads a target with any namespace. One in the path comes before one in the header. */
export const readTarget: ReadTarget = (url, header) => {
  // A proxy asks for an absolute URL.
  const target = url.startsWith('/') ? url : url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, '')
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const query = mark < 0 ? '' : target.slice(mark + 1)
  const [, inPath, rest = '/'] = PREFIX.exec(path) ?? []
  const namespace = inPath === undefined ? (header ?? '') : decode(inPath)
  if (namespace !== '' && !isNamespace(namespace)) return undefined
  return { namespace, path: inPath === undefined ? path : rest, query }
}

/** Makes the reader of targets on the host of `url`, or on any host without it. */
export function targetsOf(url: URL | undefined): ReadTarget {
  return (asked) => {
    const { host, pathname, search } = new URL(asked)
    if (url && url.host !== host) return undefined
    return { namespace: '', path: pathname, query: search.slice(1) }
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
