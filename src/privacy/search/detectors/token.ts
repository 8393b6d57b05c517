import type { Detector } from '../detector.ts'

/**
 * The prefixes of GitLab's tokens, also behind the prefix of an instance. Tests shorten tokens, so
 * that eight characters are enough, unless they are words.
 *
 * Source: the token overview of GitLab's documentation.
 */
const GITLAB = [
  'glpat', // personal, project and group access tokens
  'gloas', // secrets of OAuth applications
  'gldt', // deploy tokens
  'glrtr', // registration of runners
  'glrt', // runners
  'glcbt', // CI/CD jobs
  'glptt', // triggers of pipelines
  'glft', // feeds
  'glimt', // incoming mail
  'glagent', // agents for Kubernetes
  'glwt', // workspaces
  'glsoat', // SCIM
  'glffct', // clients of feature flags
]

const TOKENS: readonly RegExp[] = [
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${GITLAB.join('|')})-(?<rest>[\\w-]{8,})`, 'gu'),
  /(?<![\p{L}\p{N}_])GR1348941(?<rest>[\w-]{8,})/gu,
  /(?<![\p{L}\p{N}_])_gitlab_session=(?<rest>[\w-]{8,})/gu,
  // JSON Web Tokens
  /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{4,}\.[\w-]*/g,
  // Amazon Web Services
  /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])/g,
  /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/g,
  // GitHub, Slack, Stripe, Google, npm, PyPI, SendGrid, and providers of models
  /(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_(?<rest>\w{20,}))/g,
  /(?<![\w-])xox[abeoprs]-(?<rest>[\w-]{10,})/g,
  /(?<![\w-])[rs]k_(?:live|test)_[A-Za-z0-9]{10,}/g,
  /(?<![\w-])(?:AIza[\w-]{35}|GOCSPX-[\w-]{20,})/g,
  /(?<![\w-])npm_[A-Za-z0-9]{30,}/g,
  /(?<![\w-])pypi-(?<rest>[\w-]{30,})/g,
  /(?<![\w-])SG\.[\w-]{16,}\.[\w-]{16,}/g,
  /(?<![\w-])sk-(?=[\w-]*\d)(?<rest>[\w-]{20,})/g,
  // A password in a URL, and headers with credentials
  /(?<=[a-z][a-z0-9+.-]*:\/\/)[^\s/:@]+:[^\s/@]+(?=@)/gi,
  /(?<![\w-])Bearer +(?<rest>[\w.~+/-]{8,})/gi,
]

/** No token of GitLab is shorter, so that one word below it is a word. */
const LENGTH = 20

export const token: Detector = {
  id: 'token',
  kind: 'a token',
  find(text) {
    for (const pattern of TOKENS) {
      for (const { 0: found, groups } of text.matchAll(pattern)) {
        if (!isOfWords(groups?.['rest'])) return found
      }
    }
    return undefined
  },
}

/** Words and short numbers alone: `expired-banner`, `runner_v2_registration`. Real tokens mix cases and digits. */
function isOfWords(rest: string | undefined): boolean {
  if (rest === undefined || !/[A-Za-z]{3}/.test(rest)) return false
  const parts = rest.split(/[-_./]/).filter((part) => part !== '')
  const isWord = (part: string) => /^(?:[a-z]+|[A-Z][a-z]+|[A-Z]+|v?\d{1,2})$/.test(part)
  return (parts.length > 1 || rest.length < LENGTH) && parts.every(isWord)
}
