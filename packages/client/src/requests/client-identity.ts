/** The kinds of clients that GitLab tells apart. */
type ClientType = 'browser' | 'ide' | 'cli' | 'mobile' | 'integration' | 'system' | 'api'

/** The kind of client that made a request, and its name if it is one that GitLab knows. */
export interface ClientIdentity {
  readonly type: ClientType
  readonly name: string | null
}

/** The names that GitLab knows, and the type of each. */
const TYPE_OF_NAME: ReadonlyMap<string, ClientType> = new Map([
  ...named('browser', 'chrome', 'firefox', 'safari', 'edge', 'opera', 'electron'),
  ...named('ide', 'vscode', 'jetbrains', 'jetbrains-bundled', 'visual-studio', 'neovim'),
  ...named('ide', 'zed', 'kiro'),
  ...named('cli', 'duo-cli', 'glab'),
  ...named('mobile', 'gitlab-mobile-ios', 'gitlab-mobile-android'),
  ...named('integration', 'slack', 'mcp'),
  ...named('system', 'gitlab-rails'),
])

const TYPES: ReadonlyMap<string, ClientType> = new Map<string, ClientType>([
  ...[...TYPE_OF_NAME.values(), 'api' as const].map((type) => [type, type] as const),
  ['web', 'browser'],
  ['web_browser', 'browser'],
  ['duo_cli', 'cli'],
])

/** The names of products that clients send, in lower case. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ...[...TYPE_OF_NAME.keys()].map((name) => [name, name] as const),
  ...aliases('vscode', 'visual studio code', 'gitlab', 'gitlab workflow'),
  ...aliases('jetbrains', 'gitlab-jetbrains-plugin', 'gitlab duo', 'intellij idea', 'pycharm'),
  ...aliases('jetbrains', 'rubymine', 'phpstorm', 'goland', 'webstorm', 'jetbrains rider'),
  ...aliases('jetbrains', 'android studio'),
  ...aliases('visual-studio', 'gl-visual-studio-extension', 'microsoft visual studio'),
  ...aliases('neovim', 'gitlab.vim', 'neovim lsp client'),
  ...aliases('zed', 'zed duo extension'),
  ...aliases('duo-cli', 'duo cli', 'gitlab-duo-cli'),
])

const SYSTEM =
  /^(gitlab-runner|git\/|GitLab-Shell|gitlab-workhorse|Agent-Flow-via-GitLab-Workhorse)/i

/** The clients of GitLab by their user agents, in the order in which they are tried. */
const USER_AGENTS: readonly (readonly [RegExp, string])[] = [
  [/^vs-code-gitlab-workflow/, 'vscode'],
  [/gitlab-jetbrains-plugin/, 'jetbrains'],
  [/^IntelliJ-GitLab-Plugin/, 'jetbrains-bundled'],
  [/gl-visual-studio-extension/, 'visual-studio'],
  [/gitlab\.vim/, 'neovim'],
  [/GitLab\sCLI$|^glab\/v/, 'glab'],
]

/** The browsers, in an order that counts: most say that they are Chrome and Safari as well. */
const BROWSERS: readonly (readonly [RegExp, string | null])[] = [
  [/Opera|OPR\//, 'opera'],
  [/Edge?\/|EdgA\/|EdgiOS\/|Trident\/8/, 'edge'],
  [/Firefox|FxiOS/, 'firefox'],
  [/Electron/, 'electron'],
  [/(UC|Ya|Sputnik|Samsung|Huawei|Miui)Browser|Instagram|Snapchat|FBA[NV]|Weibo|QQ|Alipay/, null],
  [/Chrome|CriOS/, 'chrome'],
  [/Safari/, 'safari'],
]

/** The longest user agent whose browser is looked for. */
const MAX_USER_AGENT = 2048

/**
 * Tells which client made a request, from the headers `X-Gitlab-Client-Type` and `-Name`, or else
 * from its `User-Agent`. Clients write these headers, so only what GitLab knows is kept.
 *
 * Source: `Gitlab::Tracking::ClientIdentity` of GitLab.
 */
export function clientIdentity(
  typeHeader: string | null,
  nameHeader: string | null,
  userAgent: string | null,
): ClientIdentity {
  const name = NAMES.get(nameHeader?.toLowerCase() ?? '')
  const ownType = name === undefined ? undefined : TYPE_OF_NAME.get(name)
  const type = TYPES.get(typeHeader?.toLowerCase() ?? '') ?? ownType
  if (type === undefined) return fromUserAgent(userAgent ?? '')
  // A name of another type is one that a proxy has filled in.
  if (name !== undefined && type === ownType) return { type, name }
  return { type, name: type === 'browser' ? browserName(userAgent ?? '') : null }
}

function fromUserAgent(userAgent: string): ClientIdentity {
  if (SYSTEM.test(userAgent)) return { type: 'system', name: 'gitlab-rails' }
  const name = USER_AGENTS.find(([pattern]) => pattern.test(userAgent))?.[1]
  const type = name === undefined ? undefined : TYPE_OF_NAME.get(name)
  if (name !== undefined && type !== undefined) return { type, name }
  if (/^Mozilla\//.test(userAgent)) return { type: 'browser', name: browserName(userAgent) }
  return { type: 'api', name: null }
}

function browserName(userAgent: string): string | null {
  if (userAgent.length > MAX_USER_AGENT) return null
  return BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null
}

function named(type: ClientType, ...names: string[]): [string, ClientType][] {
  return names.map((name) => [name, type])
}

function aliases(name: string, ...products: string[]): [string, string][] {
  return products.map((product) => [product, name])
}
