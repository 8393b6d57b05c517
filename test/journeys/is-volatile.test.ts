import { expect, test } from 'vitest'
import { isVolatile } from '../../src/journeys/is-volatile.ts'

test.each(
  [
    ...[
      '2026-48',
      '2026-W48',
      '2026-11',
      '2026-11-29',
      '2026-11-29T13:15:01Z',
      '13:15:01',
      '13:15',
    ],
    ...['Sun, 29 Nov 2026 13:15:01 GMT', 'Nov 29, 2026', 'since 29 November 2026', '11/29/2026'],
    ...['29.11.2026', '12ms', '1.5 seconds', 'PT1.2S', '0.306912', '4711', '18.6.1'],
    'job 0b9f6a52-93b1-4c1e-8f0a-0a8f1b8f8f8f failed',
    ...['gid://gitlab/Issue/12', '/packages/93084', '/groups/7/edit', 'https://a.test/p/7?q=1'],
    ...['/tmp/x/y.txt', 'at /private/var/folders/ab/c', 'C:\\Users\\a\\AppData\\Local\\Temp\\x'],
    ...['01HZY3N8V7K6QJ4M2W9XB5C0DE', '9fceb02', 'commit 9fceb02d0ae598e95dc970b74767f19372d61af8'],
    ...['x9Kq2Lm8Zp', 'upload-kQzRtWvXyPbN.png', 'qzxvkjwpbtrm', 1_764_420_901, 0.3069127],
    ...[['npm', '2026-11-29']],
  ].map((value) => [value]),
)('the next run has another value than %j', (value) => {
  expect(isVolatile('label', value)).toBe(true)
})

test.each(
  [
    ...['npm', 'pull_package', 'InternalEventTracking', 'projects:merge_requests:show', 'gpt-4o'],
    ...[
      'clickCopyInstallCommand',
      'claude-3-5-sonnet',
      'sha256',
      'v1beta2',
      'h264',
      '16:9',
      'a/b/c',
    ],
    ...[
      'A button in the header',
      'https://a.test/packages',
      'ADD',
      'deadbeef',
      'second',
      'May be',
      '30d',
    ],
    ...['accessibility', 'Knightsbridge', 3, 0.5, 12.25, true, null],
    ['npm', 'maven'],
  ].map((value) => [value]),
)('a later run has the value %j too', (value) => {
  expect(isVolatile('label', value)).toBe(false)
})

test.each([
  ...(['job_id', 'jobId', 'sha', 'api_key'] as const).flatMap((name) => [
    [name, 12],
    [name, '12'],
    [name, '4a1f'],
  ]),
  ...[
    ['created_at', 3],
    ['createdAt', '3 days'],
    ['duration', 0.5],
    ['version', '18'],
  ],
] as [string, unknown][])('the name %s tells that %j is another one next time', (name, value) => {
  expect(isVolatile(name, value)).toBe(true)
})

test.each([
  ...[
    ['provider_id', 'openai'],
    ['model_id', 'gpt'],
    ['model_id', 'gpt-4o'],
    ['language_id', 'ruby'],
  ],
  ...[
    ['feature_id', 'code_suggestions'],
    ['turned_on', true],
    ['start_date', 'never'],
  ],
] as [string, unknown][])('a word stays, whatever its name: %s: %j', (name, value) => {
  expect(isVolatile(name, value)).toBe(false)
})
