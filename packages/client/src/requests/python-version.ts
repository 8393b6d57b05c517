const MAX_LENGTH = 100

/** The phases before a release, in the words that Python writes them. */
const PHASES: Readonly<Record<string, string>> = {
  alpha: 'a',
  beta: 'b',
  c: 'rc',
  pre: 'rc',
  preview: 'rc',
}

/**
 * Writes a version as `str(Version(text))` of Python does: the services send the version of a
 * language server so. Undefined for a text that is not a version.
 *
 * Source: the specification of version specifiers of Python's packages (PEP 440).
 */
export function pythonVersion(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return undefined
  let rest = text.toLowerCase()
  const take = (part: RegExp) => {
    const found = part.exec(rest)
    if (found) rest = rest.slice(found[0].length)
    return found
  }
  const release = take(/^v?(?:(\d+)!)?(\d+(?:\.\d+)*)/)
  const pre = take(/^[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*)/)
  const post = take(/^(?:-(\d+)|[-_.]?(?:post|rev|r)[-_.]?(\d*))/)
  const dev = take(/^[-_.]?dev[-_.]?(\d*)/)
  const local = take(/^\+([a-z\d]+(?:[-_.][a-z\d]+)*)/)
  if (!release || rest !== '') return undefined
  const [, epoch, numbers = ''] = release
  const [, phase = '', step] = pre ?? []
  return [
    Number(epoch) > 0 && `${digits(epoch)}!`,
    inParts(numbers),
    pre && `${PHASES[phase] ?? phase}${digits(step)}`,
    post && `.post${digits(post[1] ?? post[2])}`,
    dev && `.dev${digits(dev[1])}`,
    local && `+${inParts(local[1] ?? '')}`,
  ]
    .filter(Boolean)
    .join('')
}

const inParts = (text: string): string =>
  text
    .split(/[-_.]/)
    .map((part) => (/^\d+$/.test(part) ? digits(part) : part))
    .join('.')

/** Leaves out the zeros that lead digits. */
const digits = (text = ''): string => text.replace(/^0+(?=\d)/, '') || '0'
