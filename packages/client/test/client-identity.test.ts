import { describe, expect, test } from 'vitest'
import { contextFromHeaders } from '../src/entries/index.ts'

const CHROME =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36'

/** The type and the name that the contexts of a request get. */
function identityOf(headers: { type?: string; name?: string; agent?: string }): unknown[] {
  const { client_type, client_name } = contextFromHeaders(
    {
      'x-gitlab-client-type': headers.type,
      'x-gitlab-client-name': headers.name,
      'user-agent': headers.agent,
    },
    { logger: { warn() {} } },
  )
  return [client_type, client_name]
}

// The rows of GitLab's own specification of ClientIdentity come first in each table.
describe('the headers of the client', () => {
  test.each([
    ['mobile', 'gitlab-mobile-ios', 'mobile', 'gitlab-mobile-ios'],
    ['MOBILE', 'GitLab-Mobile-Android', 'mobile', 'gitlab-mobile-android'],
    ['web_browser', undefined, 'browser', null],
    ['browser', 'gitlab-duo-workflow', 'browser', null],
    ['web', 'chrome', 'browser', 'chrome'],
    [undefined, 'Firefox', 'browser', 'firefox'],
    ['node-websocket', 'Duo CLI', 'cli', 'duo-cli'],
    ['node-websocket', 'IntelliJ IDEA', 'ide', 'jetbrains'],
    [undefined, 'gitlab-jetbrains-plugin', 'ide', 'jetbrains'],
    [undefined, 'GitLab Duo', 'ide', 'jetbrains'],
    [undefined, 'gitlab-duo-cli', 'cli', 'duo-cli'],
    ['duo_cli', 'gitlab-duo-workflow', 'cli', null],
    ['mobile', 'vscode', 'mobile', null],
    [undefined, 'Visual Studio Code', 'ide', 'vscode'],
    ['ide', 'Some Unknown Editor', 'ide', null],
    ['api', undefined, 'api', null],
    ['system', 'gitlab-rails', 'system', 'gitlab-rails'],
    ['integration', 'mcp', 'integration', 'mcp'],
    [' ide ', ' Gitlab.vim ', 'ide', 'neovim'],
  ])('type %j and name %j: %j, %j', (type, name, expectedType, expectedName) => {
    const headers = { ...(type && { type }), ...(name && { name }) }
    expect(identityOf(headers)).toEqual([expectedType, expectedName])
  })

  test.each([
    [undefined, 'gitlab-duo-workflow'],
    ['spaceship', undefined],
    ['null', 'null'],
    ['__proto__', 'constructor'],
  ])('type %j and name %j say nothing, so that the user agent counts', (type, name) => {
    const headers = { ...(type && { type }), ...(name && { name }) }
    expect(identityOf(headers)).toEqual(['api', null])
    expect(identityOf({ ...headers, agent: CHROME })).toEqual(['browser', 'chrome'])
  })

  test('win over the user agent', () => {
    expect(identityOf({ type: 'mobile', name: 'gitlab-mobile-ios', agent: CHROME })).toEqual([
      'mobile',
      'gitlab-mobile-ios',
    ])
    const agent = 'Agent-Flow-via-GitLab-Workhorse'
    expect(identityOf({ type: 'browser', name: 'chrome', agent })).toEqual(['browser', 'chrome'])
    expect(identityOf({ type: 'ide', agent: CHROME })).toEqual(['ide', null])
  })

  test('leave the name of a browser to the user agent', () => {
    expect(identityOf({ type: 'browser', agent: CHROME })).toEqual(['browser', 'chrome'])
    const name = 'gitlab-duo-workflow'
    expect(identityOf({ type: 'browser', name, agent: CHROME })).toEqual(['browser', 'chrome'])
  })
})

test.each([
  [CHROME, 'browser', 'chrome'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'browser', 'firefox'],
  [
    'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/17.6 Safari/605.1.15',
    'browser',
    'safari',
  ],
  [`${CHROME} Edg/129.0.0.0`, 'browser', 'edge'],
  [
    'Mozilla/5.0 AppleWebKit/537.36 Chrome/128.0.0.0 Electron/32.1.2 Safari/537.36',
    'browser',
    'electron',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'browser', null],
  ['vs-code-gitlab-workflow/3.11.1 VSCode/1.52.1 Node.js/12.14.1 (darwin; x64)', 'ide', 'vscode'],
  ['gitlab-jetbrains-plugin/0.0.1 intellij-idea/2021.2.4', 'ide', 'jetbrains'],
  ['IntelliJ-GitLab-Plugin PhpStorm/PS-232.6734.11', 'ide', 'jetbrains-bundled'],
  [
    'code-completions-language-server-experiment (gl-visual-studio-extension:1.0.0.0;)',
    'ide',
    'visual-studio',
  ],
  [
    'code-completions-language-server-experiment (Neovim:0.9.0; gitlab.vim (v0.1.0);)',
    'ide',
    'neovim',
  ],
  ['glab/v1.25.3 (built 2023-02-16), darwin', 'cli', 'glab'],
  ['GLab - GitLab CLI', 'cli', 'glab'],
  ['gitlab-runner 17.0.0 (17-0-stable; go1.22; linux/amd64)', 'system', 'gitlab-rails'],
  ['git/2.45.0', 'system', 'gitlab-rails'],
  ['Agent-Flow-via-GitLab-Workhorse', 'system', 'gitlab-rails'],
  ['GitLabMobile/1.2.0 (iOS 26.0.1; build 45)', 'api', null],
  ['python-requests/2.31', 'api', null],
  ['legit/2.45.0', 'api', null],
  [`${CHROME} OPR/114.0`, 'browser', 'opera'],
  [`${CHROME} YaBrowser/24.1`, 'browser', null],
  [`Mozilla/5.0 ${'x'.repeat(3000)} Chrome/129.0.0.0`, 'browser', null],
])('the user agent %.60s: %j, %j', (agent, type, name) => {
  expect(identityOf({ agent })).toEqual([type, name])
})
