import type { Detector } from '../detector.ts'

/**
 * The prefixes of GitLab's tokens, also behind the prefix of an instance. Tests shorten tokens, so
 * that eight characters are enough.
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
  new RegExp(`(?<![\\p{L}\\p{N}_])(?:${GITLAB.join('|')})-[\\w-]{8,}`, 'u'),
  /(?<![\p{L}\p{N}_])GR1348941[\w-]{8,}/u,
  /(?<![\p{L}\p{N}_])_gitlab_session=[\w-]{8,}/u,
  // JSON Web Tokens
  /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{4,}\.[\w-]*/,
  // Amazon Web Services
  /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])/,
  /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----/,
  // GitHub, Slack, Stripe, Google, npm, PyPI, SendGrid, and providers of models
  /(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,})/,
  /(?<![\w-])xox[abeoprs]-[\w-]{10,}/,
  /(?<![\w-])[rs]k_(?:live|test)_[A-Za-z0-9]{10,}/,
  /(?<![\w-])(?:AIza[\w-]{35}|GOCSPX-[\w-]{20,})/,
  /(?<![\w-])npm_[A-Za-z0-9]{30,}/,
  /(?<![\w-])pypi-[\w-]{30,}/,
  /(?<![\w-])SG\.[\w-]{16,}\.[\w-]{16,}/,
  /(?<![\w-])sk-(?=[\w-]*\d)[\w-]{20,}/,
  // A password in a URL, and headers with credentials
  /(?<=[a-z][a-z0-9+.-]*:\/\/)[^\s/:@]+:[^\s/@]+(?=@)/i,
  /(?<![\w-])Bearer +[\w.~+/-]{16,}/i,
]

export const token: Detector = {
  id: 'token',
  kind: 'a token',
  find(text) {
    for (const pattern of TOKENS) {
      const found = pattern.exec(text)
      if (found) return found[0]
    }
    return undefined
  },
}
