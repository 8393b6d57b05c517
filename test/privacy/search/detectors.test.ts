import { expect, test } from 'vitest'
import type { Detector } from '../../../src/privacy/search/detector.ts'
import { email } from '../../../src/privacy/search/detectors/email.ts'
import { freeText } from '../../../src/privacy/search/detectors/free-text.ts'
import { highEntropy } from '../../../src/privacy/search/detectors/high-entropy.ts'
import { ipAddress } from '../../../src/privacy/search/detectors/ip-address.ts'
import { pageUrl } from '../../../src/privacy/search/detectors/page-url.ts'
import { pseudonym } from '../../../src/privacy/search/detectors/pseudonym.ts'
import { token } from '../../../src/privacy/search/detectors/token.ts'
import { userName } from '../../../src/privacy/search/detectors/user-name.ts'
import type { SentField } from '../../../src/privacy/search/sent-field.ts'

const find = (
  detector: Detector,
  value: string,
  field: Partial<SentField> = {},
): string | undefined =>
  detector.find(
    value,
    { path: 'se_la', key: 'se_la', meaning: 'value', value, ...field },
    {
      ownerOf: () => 'user 1',
      userNames: ['Ada Lovelace', 'ada', 'jürgen'],
      paths: ['flight/analytical-engine'],
      maxTextLength: 100,
    },
  )

test.for([
  ['ada@example.com', 'ada@example.com'],
  ['by ada.lovelace+x@mail.example.co.uk, today', 'ada.lovelace+x@mail.example.co.uk'],
  ['<ada@example.com>', 'ada@example.com'],
  ['mailto:ada@example.com', 'ada@example.com'],
  ['jürgen@müller.example', 'jürgen@müller.example'],
  ['noreply@a.example, ada@b.example', 'ada@b.example'],
  ['12-ada@users.noreply.gitlab.example', '12-ada@users.noreply.gitlab.example'],
  ['image@latest.tag by ada@latest.example', 'ada@latest.example'],
  ['component@main.io', 'component@main.io'],
  ['support@example.com', 'support@example.com'],
  ['x@y.io', 'x@y.io'],
  ['jane@corp.md', 'jane@corp.md'],
  ['by "jane doe"@corp.io', '"jane doe"@corp.io'],
])('an e-mail address is found in %s', ([text, found]) => {
  expect(find(email, text as string)).toBe(found)
})

test.for([
  '@ada',
  'ada @ example.com',
  'icon@2x.png',
  'notes@2x.md',
  'README@v1.2.md',
  'foo@bar.baz()',
  '["a","@corp.io"]',
  '{"by":"@corp.io"}',
  'left-pad@1.2.3',
  '@scope/pkg@1.0.0-beta.1',
  'actions/checkout@v4',
  'docker://image@latest.tag',
  'pkg@beta.next',
  'noreply@example.com',
  'No-Reply@example.com',
  'git@gitlab.com:group/project.git',
  'ada@localhost',
  'a@b',
  'user@',
  'click_view_runners_button',
])('an e-mail address is not found in %s', (text) => {
  expect(find(email, text)).toBeUndefined()
})

const join = (...parts: string[]) => parts.join('')

test.for([
  join('glp', 'at-abcd1234'),
  join('SIE-glp', 'at-', 'x'.repeat(20)),
  ...['gloas', 'gldt', 'glrt', 'glrtr', 'glcbt', 'glptt', 'glft', 'glimt', 'glagent', 'glwt'].map(
    (prefix) => join(prefix, '-12345678'),
  ),
  ...['glsoat', 'glffct'].map((prefix) => join('by ', prefix, '-a_b-c_d-e')),
  join('glp', 'at-token-expired-', 'aB3dE5gH7jK9mN1p'),
  join('glpat-expired-banner, glp', 'at-', 'aB3dE5gH7jK9mN1pQr5T'),
  join('glp', 'at-AbCdEfGh-jKlMnOpQrSt'),
  join('glp', 'at-1234567890-1234567890'),
  join('Bearer header_names, Bearer ', 'a1b2c3d4'.repeat(3)),
  join('AK', 'IAIOSFODNN7EXAMPLE'),
  join('AS', 'IAIOSFODNN7EXAMPLE'),
  join('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxIn0', '.c2lnbmF0dXJl'),
  join('-----BEGIN RSA ', 'PRIVATE KEY-----'),
  join('-----BEGIN ', 'PRIVATE KEY-----'),
  join('gh', 'p_', 'a1'.repeat(18)),
  join('xox', 'b-1234567890-abc'),
  join('sk', '_live_', 'a1'.repeat(10)),
  join('sk', '-ant-', 'a1'.repeat(10)),
  'https://ada:secret@example.com/',
  `Authorization: Bearer ${'a1'.repeat(10)}`,
  join('Bearer abc123', 'DEF456ghi'),
  join('bearer ', 'a1b2c3d4'),
])('a token is found in %s', (text) => {
  expect(find(token, text)).toBeDefined()
})

test.for([
  'glpat-',
  'glpat-short',
  'glft',
  'singlert-12345678',
  'glpat-token-expired-banner',
  'gldt-deploy-token-created',
  'gldt-deployments',
  'glrt-runner-registration',
  'glrt-runner-v2-registration',
  'gloas-application-secret',
  'glft-feature-toggle-button',
  'Bearer token_authentication',
  'github_pat_expired_banner_dismissed',
  'AKIA',
  'AKIAIOSFODNN7EXAMPLETOOLONG',
  'eyJ',
  'eyJhbGciOiJIUzI1NiJ9',
  '-----BEGIN PUBLIC KEY-----',
  'ghp_short',
  'xoxb',
  'sk-learn-is-a-library-of-python',
  'risk_test_coverage',
  'https://example.com:8080/@ada',
  'Bearer of news',
  'Bearer authentication',
  'Bearer abc123D',
  'https://example.com/a:b@c',
])('a token is not found in %s', (text) => {
  expect(find(token, text)).toBeUndefined()
})

test.for([
  ['203.0.113.7', '203.0.113.7'],
  ['from 10.1.2.3, by proxy', '10.1.2.3'],
  ['http://192.168.0.1:3000/x', '192.168.0.1'],
  ['Ruby 3.2.2.53 on 203.0.113.7', '203.0.113.7'],
  ['10.0.0.0/8, 10.1.2.3', '10.1.2.3'],
  ['203.0.113.7/32', '203.0.113.7'],
  ['203.0.113.7/24', '203.0.113.7'],
  ['10.0.0.0/runners', '10.0.0.0'],
  ...['host-', 'ip_', '_', 'x', 'web-01-', 'ip.'].map((before) => [
    `${before}203.0.113.9`,
    '203.0.113.9',
  ]),
  ...['_80', '-1', 'x', '.nip.io', '-203.0.113.10'].map((behind) => [
    `203.0.113.9${behind}`,
    '203.0.113.9',
  ]),
  ['host-8.8.8.8', '8.8.8.8'],
  ['x-forwarded-for 8.8.8.8', '8.8.8.8'],
  ['gitlab-language-server 203.0.113.9', '203.0.113.9'],
  ['rails-10.1.2.3', '10.1.2.3'],
  ['::ffff:cb00:7109', '::ffff:cb00:7109'],
  ['dead:beef::', 'dead:beef::'],
  ['host-2001:db8::1_80', '2001:db8::1'],
  ['node 10.1.2.3', '10.1.2.3'],
  ['Client 203.0.113.7', '203.0.113.7'],
  ['255.255.255.0 203.0.113.7', '203.0.113.7'],
  ['2001:db8::1/64', '2001:db8::1'],
  ['2001:db8::/128', '2001:db8::'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8::1'],
  ['fe80::1ff:fe23:4567:890a', 'fe80::1ff:fe23:4567:890a'],
  ['2001:0db8:0000:0000:0000:ff00:0042:8329', '2001:0db8:0000:0000:0000:ff00:0042:8329'],
])('an IP address is found in %s', ([text, found]) => {
  expect(find(ipAddress, text as string)).toBe(found)
})

test.for([
  '127.0.0.1',
  'http://127.0.0.1:9090',
  'Ruby 3.2.2.53',
  'OpenSSL 3.0.2.1',
  'v8 12.4.254.21',
  'RFC 1.2.3.4',
  '255.255.255.0',
  '10.0.0.0/8',
  '203.0.113.0/24',
  '2001:db8::/32',
  '0.0.0.0',
  '::1',
  '1.2.3',
  '1.2.3.4.5',
  'v1.2.3.4',
  'version 1.2.3.4',
  'Chrome/120.0.0.0',
  'chrome-120.0.0.0',
  'gitlab-language-server 6.21.0.0',
  'rails-7.1.3.4',
  'python3.11.4.1',
  'node-v20.11.1.0',
  '1.2.3.4-alpha',
  '1.2.3.4rc1',
  'Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36',
  '120.0.6099.109',
  '256.1.1.1',
  '12:30:45',
  '2026-11-29T11:52:09',
  'Ad::Bed',
  'DEAD::Beef',
  'cafe::bad',
  'Interface::A1',
  'Ci::Build',
  'a:b:c',
])('an IP address is not found in %s', (text) => {
  expect(find(ipAddress, text)).toBeUndefined()
})

test('four numbers in the field of a version are no address', () => {
  expect(find(ipAddress, '1.2.3.4', { meaning: 'version' })).toBeUndefined()
  expect(find(ipAddress, '1.2.3.4')).toBe('1.2.3.4')
})

test.for([
  ['ada', 'ada'],
  ['opened by Ada Lovelace', 'Ada Lovelace'],
  ['/users/ADA/profile', 'ada'],
  ['Jürgen’s', 'jürgen'],
])('the name of a user is found in %s', ([text, found]) => {
  expect(find(userName, text as string)).toBe(found)
})

test.for(['canada', 'adam', 'ada_mode', 'jürgens', 'adalovelace', ''])(
  'the name of a user is not found in %s',
  (text) => expect(find(userName, text)).toBeUndefined(),
)

test('names are not looked for in what code fixes', () => {
  expect(find(userName, 'ada', { meaning: 'event' })).toBeUndefined()
})

test('names are not looked for in what trackers and the standard context fill by themselves', () => {
  for (const key of ['environment', 'source', 'plan', 'realm', 'host_name']) {
    const path = `contexts[gitlab_standard].${key}`
    expect(find(userName, 'ada', { key, path }), key).toBeUndefined()
    expect(find(userName, 'ada', { key, path: `contexts[gitlab_standard].extra.${key}` })).toBe(
      'ada',
    )
    expect(find(userName, 'ada', { key, path: `contexts[other].${key}` })).toBe('ada')
  }
  expect(find(userName, 'ada', { key: 'aid', path: 'aid', meaning: 'id' })).toBeUndefined()
  expect(find(userName, 'ada', { key: 'uid', path: 'uid', meaning: 'id' })).toBe('ada')
})

test('the host of a page is not the name of a user, and the rest may be', () => {
  expect(find(userName, 'https://ada.example/x', { meaning: 'url' })).toBeUndefined()
  expect(find(userName, 'https://ada.example/ada', { meaning: 'url' })).toBe('ada')
  expect(find(userName, 'https://ada@x.example', { meaning: 'url' })).toBe('ada')
  expect(find(userName, 'https://ada.example/x')).toBe('ada')
})

test.for([
  'https://gitlab.com/search?search=secret',
  'https://gitlab.com/gitlab-org/gitlab/-/issues/1',
  'https://gitlab.com/groups/gitlab-org/-/epics',
  'see https://example.com/a?b=c for more',
  'https://gitlab.com/flight/analytical-engine',
  '/gitlab-org/gitlab/-/issues',
  '/search?q=x',
  '/gitlab-org/:project/-/issues',
  'https://gitlab.com/dashboard?page=2&search=secret',
  'https://gitlab.com/dashboard?sort=a%20long%20text%20of%20somebody',
  '/dashboard?page=/flight/analytical-engine',
  'flight/analytical-engine',
  'git@gitlab.com:flight/engine.git',
  'ssh://git@gitlab.com/a/b/-/c',
  'gitlab-org/gitlab/-/issues/1',
  'group/proj/-/tree/main',
  ':namespace/proj/-/tree/main',
  'https://gitlab.com/gitlab-org/gitlab.git',
  'https://gitlab.com/gitlab-org/gitlab.git/info/refs',
  '/gitlab-org/gitlab.git',
  'gitlab-org/gitlab.git',
  '?private_token=abc',
  '#access_token=abc',
  'https://x.io/a#access_token=abc',
  'https://x.io/#/users/ada?x=1',
  '/a#/users?x=1',
])('a page is found in %s', (text) => {
  expect(find(pageUrl, text)).toBeDefined()
})

test.for([
  'https://gitlab.com/',
  'https://gitlab.com/help/user/index.md',
  'https://gitlab.com/namespace12/project34/-/merge_requests/1',
  'http://localhost/namespace:12/project:34/-/issues',
  'https://gitlab.com/groups/namespace12/-/insights',
  'https://gitlab.com/namespace/project/-/issues/id?search=masked_search',
  'https://gitlab.com/-/profile',
  'https://gitlab.com/dashboard?state=opened&utm_source=docs',
  'https://gitlab.com/dashboard?page=2&per_page=20&sort=created_desc&lang=pt-BR&debug=1&utm_term=x',
  '/:namespace/:project/-/issues',
  '/*namespace_id/:project_id/-/merge_requests/:id',
  '/{group}/{project}/-/issues',
  '/[group]/[project]/-/issues',
  '/[[...group]]/[project]/-/issues',
  '/<group>/<project>/-/issues',
  '/$namespace/$project/-/issues',
  '/groups/:id/-/epics',
  'https://gitlab.com/{group}/{project}/-/issues',
  'http://localhost:3000/',
  '/',
  '/help',
  '//',
  'namespace12/project34/-/issues',
  ':namespace/:project/-/issues',
  'groups/[...groups]/-/settings',
  '-/profile',
  'a/b/-/c is a path',
  'a=https://x.io/namespace1/project2/-/issues',
  'https://gitlab.com/namespace12/project34.git',
  'src/.git/config',
  'app/.git',
  'left-pad.git',
  '?page=2',
  '?',
  '#rules',
  '#note[data-id=1]',
  'file.ts?raw',
  'https://docs.gitlab.com/ee/ci/yaml/#rules',
  'https://x.io/#/users?page=2',
  'https://x.io/#tab=overview',
  'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
  'flight/analytical-engine-2',
  'https://',
  'http://[',
])('a page is not found in %s', (text) => {
  expect(find(pageUrl, text)).toBeUndefined()
})

test('the kind of a page says what is wrong with it, and nothing of values', () => {
  const kindOf = pageUrl.kind as (found: string) => string
  expect(kindOf('https://gitlab.com/search?page=2&search=secret')).toBe(
    'a URL with "search" in its query',
  )
  expect(kindOf('/search?ada%40example.com=1')).toBe('a URL with a query')
  expect(kindOf('?private_token=a')).toBe('a URL with "private_token" in its query')
  expect(kindOf('https://x.io/#/users/ada?x=1')).toBe('a URL with "x" in its query')
  expect(kindOf('gitlab-org/gitlab/-/issues')).toBe('the path of a project or a group')
  expect(kindOf('/flight/engine/-/issues?page=1')).toBe('the path of a project or a group')
  expect(kindOf('git@gitlab.com:flight/engine.git')).toBe('the path of a project or a group')
})

const sentence = 'The merge request cannot be merged, since the pipeline of my project failed'

test('free text is text of several words above the limit', () => {
  expect(find(freeText, `${sentence}, and nobody knows why it did so.`)).toBeDefined()
  expect(find(freeText, sentence)).toBeUndefined()
  expect(find(freeText, 'a'.repeat(200))).toBeUndefined()
  expect(find(freeText, `${'a,'.repeat(100)} b`)).toBeUndefined()
  const agent =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'
  expect(find(freeText, agent)).toBeUndefined()
  expect(find(freeText, JSON.stringify({ a: sentence, b: sentence }))).toBeUndefined()
})

test.for([
  'd41d8cd98f00b204e9800998ecf8427e',
  'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
  'pmWkWSBCL51Bfkhn79xPuKBKHz//H6B+mY6G9/eieuM=',
  'V1StGXR8_Z5jdHi6B-myT',
  'my_project_access_token_V1StGXR8Z5jdHi6BmyT',
  'key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
])('a random text is found in %s', (text) => {
  expect(find(highEntropy, text)).toBeDefined()
})

test.for([
  '0ab1c2d3-4e5f-6071-8293-a4b5c6d7e8f9',
  'click_view_runners_button_in_group_settings',
  'GitlabSubscriptions2024AddOnPurchaseUpdatedEvent',
  'redis_hll_counters.packages.count_distinct_user_id_from_pull_package_monthly',
  '11111111111111111111111111111111',
  '12345678901234567890123456789012',
  'IPv4AddressRangeValidator',
  'Http2ServerPushEnabled',
  'Base64EncodedImageUploader2',
  'I18nTranslationServiceV2',
  'Ipv6SubnetCalculatorWidget',
  'GraphQLApiV4MergeRequests',
  'iOS17SimulatorIPhone15Pro',
  'EC2InstanceType_m5_large',
  'deadbeef',
  '2026-11-29T11:52:09.123Z',
  'claude-3-5-sonnet-20241022',
  'https://docs.gitlab.com/ee/development/internal_analytics/Quick_Start2.html',
  'abcdefghijklmnopqrstuvwxyz',
  '01HXYZABCDEFGHJKMNPQRSTVWX',
])('a random text is not found in %s', (text) => {
  expect(find(highEntropy, text)).toBeUndefined()
})

test('a digest is found whatever touches it', () => {
  const digest = '9f86d081884c7d659a2feaa0c55ad015'
  for (const before of ['', 'user_', 'x-', 'x', 'avatar/', 'hash=', 'dop_v1_']) {
    for (const behind of ['', '_x', '-x', 'x']) {
      expect(find(highEntropy, `${before}${digest}${behind}`)).toBe(digest)
      expect(find(highEntropy, `${before}${digest}${digest}${behind}`)).toBe(digest + digest)
    }
  }
  const id = '0ab1c2d3-4e5f-6071-8293-a4b5c6d7e8f9'
  expect(find(highEntropy, `${digest}${id.slice(8)}`)).toBe(digest)
  expect(find(highEntropy, `user_${id}_${id}`)).toBeUndefined()
})

test('the id of a commit is not found in a path or a ref', () => {
  const id = '9f86d081884c7d659a2feaa0c55ad0159f86d081'
  for (const before of ['refs/keep-around/', 'a/b/-/commit/', 'tree/']) {
    expect(find(highEntropy, `${before}${id}`)).toBeUndefined()
  }
  expect(find(highEntropy, `uncommit/${id}`)).toBe(id)
})

test('digests may stand where ids do', () => {
  const digest = 'd41d8cd98f00b204e9800998ecf8427e'
  expect(find(highEntropy, digest, { meaning: 'id' })).toBeUndefined()
})

test.for([
  ...['commit_sha', 'sha', 'head_sha', 'correlation_id', 'trace_id', 'session_id', 'checksum'],
  ...['digest', 'fingerprint', 'run_id', 'commitSha', 'traceId'],
])('digests may stand in %s', (key) => {
  const digest = 'd41d8cd98f00b204e9800998ecf8427e'
  expect(find(highEntropy, digest, { key })).toBeUndefined()
  expect(find(highEntropy, `by ${digest}`, { key })).toBe(digest)
})

test.for([
  ...['email_digest', 'user_hash', 'emailDigest', 'user_id', 'ip_sha', 'access_key_id', 'hash'],
  ...['label', 'shape', 'valid', 'token_fingerprint'],
])('digests may not stand in %s', (key) => {
  expect(find(highEntropy, 'd41d8cd98f00b204e9800998ecf8427e', { key })).toBeDefined()
})

const standard = (key: string, context: Record<string, unknown> = {}): Partial<SentField> => ({
  key,
  path: `contexts[gitlab_standard].${key}`,
  meaning: 'id',
  context,
})
const DIGEST = 'pmWkWSBCL51Bfkhn79xPuKBKHz//H6B+mY6G9/eieuM='
const UUID = '0ab1c2d3-4e5f-6071-8293-a4b5c6d7e8f9'

test.for<[string, string, Record<string, unknown>?]>([
  ['user_id', '7'],
  ['user_id', '7', { realm: 'self-managed', environment: 'production' }],
  ['user_id', 'ada'],
  ['global_user_id', '7'],
  ['instance_id', 'gitlab.example.com'],
  ['unique_instance_id', '1'],
])('%s %s is not pseudonymised', ([key, value, context]) => {
  expect(find(pseudonym, value, standard(key, context))).toBe(value)
})

test.for<[string, string, Record<string, unknown>?]>([
  ['user_id', DIGEST],
  ['user_id', 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9'],
  ['user_id', '7', { realm: 'saas' }],
  ['user_id', '7', { environment: 'production' }],
  ['user_id', '7', { deployment_type: '.com', realm: null }],
  ['global_user_id', DIGEST],
  ['instance_id', UUID],
  ['unique_instance_id', UUID],
  ['instance_id', ''],
  ['project_id', '7'],
])('%s %s has the form that it should have', ([key, value, context]) => {
  expect(find(pseudonym, value, standard(key, context))).toBeUndefined()
})

test('an id elsewhere is not one of these fields', () => {
  expect(find(pseudonym, '7', { key: 'user_id', path: 'request.user_id' })).toBeUndefined()
})
