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
  ['x@y.io', 'x@y.io'],
])('an e-mail address is found in %s', ([text, found]) => {
  expect(find(email, text as string)).toBe(found)
})

test.for([
  '@ada',
  'ada @ example.com',
  'icon@2x.png',
  'left-pad@1.2.3',
  '@scope/pkg@1.0.0-beta.1',
  'actions/checkout@v4',
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
])('a token is found in %s', (text) => {
  expect(find(token, text)).toBeDefined()
})

test.for([
  'glpat-',
  'glpat-short',
  'glft',
  'singlert-12345678',
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
  'https://example.com/a:b@c',
])('a token is not found in %s', (text) => {
  expect(find(token, text)).toBeUndefined()
})

test.for([
  ['203.0.113.7', '203.0.113.7'],
  ['from 10.1.2.3, by proxy', '10.1.2.3'],
  ['http://192.168.0.1:3000/x', '192.168.0.1'],
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
  '0.0.0.0',
  '::1',
  '1.2.3',
  '1.2.3.4.5',
  'v1.2.3.4',
  'version 1.2.3.4',
  'Chrome/120.0.0.0',
  'Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36',
  '120.0.6099.109',
  '256.1.1.1',
  '12:30:45',
  '2026-11-29T11:52:09',
  'Ad::Bed',
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

test.for([
  'https://gitlab.com/search?search=secret',
  'https://gitlab.com/gitlab-org/gitlab/-/issues/1',
  'https://gitlab.com/groups/gitlab-org/-/epics',
  'see https://example.com/a?b=c for more',
  'https://gitlab.com/flight/analytical-engine',
  '/gitlab-org/gitlab/-/issues',
  '/search?q=x',
  'flight/analytical-engine',
  'git@gitlab.com:flight/engine.git',
  'ssh://git@gitlab.com/a/b/-/c',
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
  'http://localhost:3000/',
  '/',
  '/help',
  '//',
  'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
  'flight/analytical-engine-2',
  'https://',
  'http://[',
])('a page is not found in %s', (text) => {
  expect(find(pageUrl, text)).toBeUndefined()
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
  'deadbeef',
  '2026-11-29T11:52:09.123Z',
  'claude-3-5-sonnet-20241022',
  'https://docs.gitlab.com/ee/development/internal_analytics/Quick_Start2.html',
  'abcdefghijklmnopqrstuvwxyz',
  '01HXYZABCDEFGHJKMNPQRSTVWX',
])('a random text is not found in %s', (text) => {
  expect(find(highEntropy, text)).toBeUndefined()
})

test('digests may stand where ids do', () => {
  const digest = 'd41d8cd98f00b204e9800998ecf8427e'
  expect(find(highEntropy, digest, { meaning: 'id' })).toBeUndefined()
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
