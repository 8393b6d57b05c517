/** Where a request goes. */
export interface Target {
  /** Empty where there is none. */
  readonly namespace: string
  /** Without the namespace and the query. */
  readonly path: string
  readonly query: string
}

/** The header that says the namespace, for clients whose URL cannot be chosen. */
export const NAMESPACE_HEADER = 'collector-namespace'

const PREFIX = /^\/t\/([^/]+)(\/.*)?$/

/** Takes a request's target apart, whatever it is made of; the path's namespace comes first. */
export function readTarget(url: string, header: string | string[] | undefined): Target {
  // A proxy asks for an absolute URL.
  const target = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, '')
  const [path = '', ...query] = target.split('?')
  const [, namespace, rest = '/'] = PREFIX.exec(path) ?? []
  return {
    namespace: namespace === undefined ? String(header ?? '') : decode(namespace),
    path: namespace === undefined ? path : rest,
    query: query.join('?'),
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
