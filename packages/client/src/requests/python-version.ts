const MAX_LENGTH = 100

const VERSION = new RegExp(
  [
    /^v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)/,
    /(?:[-_.]?(?<phase>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pre>\d*))?/,
    /(?:-(?<build>\d+)|[-_.]?(?<later>post|rev|r)[-_.]?(?<post>\d*))?/,
    /(?:[-_.]?(?<early>dev)[-_.]?(?<dev>\d*))?/,
    /(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/,
  ]
    .map(({ source }) => source)
    .join(''),
)

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
  const found = VERSION.exec(text.toLowerCase())?.groups
  if (found?.['release'] === undefined) return undefined
  const { epoch = '0', release, phase, pre, build, later, post, early, dev, local } = found
  return [
    Number(epoch) > 0 ? `${digits(epoch)}!` : '',
    inParts(release),
    phase === undefined ? '' : `${PHASES[phase] ?? phase}${digits(pre)}`,
    (build ?? later) === undefined ? '' : `.post${digits(build ?? post)}`,
    early === undefined ? '' : `.dev${digits(dev)}`,
    local === undefined ? '' : `+${inParts(local)}`,
  ].join('')
}

const inParts = (text: string): string =>
  text
    .split(/[-_.]/)
    .map((part) => (/^\d+$/.test(part) ? digits(part) : part))
    .join('.')

/** Leaves out the zeros that lead digits. */
const digits = (text = ''): string => text.replace(/^0+(?=\d)/, '') || '0'
