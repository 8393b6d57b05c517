/** The last words of names of ids and digests, which are random by design. */
const IDS = new Set([
  ...['id', 'ids', 'uuid', 'guid', 'sha', 'sha1', 'sha256', 'checksum', 'digest', 'fingerprint'],
  ...['etag'],
])

/** The words in a name that make an id tell of a person, or open a door. */
const PERSONAL = new Set([
  ...['user', 'username', 'email', 'mail', 'name', 'person', 'phone', 'ip', 'address', 'login'],
  ...['author', 'member', 'customer', 'contact', 'owner', 'assignee', 'reviewer', 'account'],
  ...['token', 'password', 'secret', 'key', 'credential', 'credentials', 'cookie'],
])

/** Tells whether the name of a property says that its value is an id or a digest, and of nobody. */
export function isNameOfId(key: string): boolean {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
  return IDS.has(words.at(-1) ?? '') && !words.some((word) => PERSONAL.has(word))
}
