import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trackInternalEvent } from '../../../src/entries/index.ts'

const pull = () => trackInternalEvent('pull_package', { user: { id: 1 } })
describe('tests', () => {
  test('fails: two assertions left alone', () => {
    expect(() => {}).toTriggerInternalEvents('pull_package')
    expect(() => pull()).not.toTriggerInternalEvents('pull_package')
  })

  test('passes: an assertion after them', async () => {
    await expect(() => pull()).toTriggerInternalEvents('pull_package')
  })

  test('fails: a block that never settles', async () => {
    await expect(() => new Promise(() => {})).toTriggerInternalEvents('pull_package')
  })

  test('passes: a test after it does not count for it', async () => {
    pull()
    await expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .and.toIncrementUsageMetrics('counts.package_pulls')
  })

  test('fails: .within() left alone', () => {
    expect(() => {})
      .toTriggerInternalEvents('pull_package')
      .within(5)
  })

  test('fails: soft, awaited and left alone', async () => {
    await expect.soft(() => {}).toTriggerInternalEvents('pull_package')
    expect.soft(() => {}).toTriggerInternalEvents('delete_package')
  })

  test('passes: HTML left alone', () => {
    expect(tracked).toTriggerInternalEvents('pull_package')
  })

  test('fails: HTML left alone', async () => {
    expect(tracked).toTriggerInternalEvents('pull_package').onLoad()
    await Promise.resolve()
  })

  test('fails: soft and async, left alone', () => {
    expect.soft(async () => pull()).toTriggerInternalEvents('pull_package')
  })

  test('fails: an error of a chain method, once', () => {
    expect(() => {})
      .toTriggerInternalEvents('pull_package')
      .times(-1 as number)
  })

  test('passes: a promise of the test’s own is handled as any other', async () => {
    const caught = Promise.resolve(expect(() => {}).toTriggerInternalEvents('pull_package')).catch(
      () => 'caught',
    )
    expect(await caught).toBe('caught')
  })
})

describe('a suite whose hook left one alone', () => {
  beforeAll(() => {
    expect(() => {}).toTriggerInternalEvents('pull_package')
  })
  test('skipped: the test after the hook', () => {})
})

describe.concurrent('concurrent tests', () => {
  test('fails: left alone', async () => {
    expect(() => {}).toTriggerInternalEvents('pull_package')
    await new Promise((resolve) => setTimeout(resolve, 20))
  })
  test('passes: beside it', async () => {
    await new Promise((resolve) => setTimeout(resolve, 40))
  })
  test('fails: async, left alone', async ({ expect }) => {
    expect(async () => pull()).toTriggerInternalEvents('pull_package')
  })
  test('passes: with a retry', { retry: 1 }, async ({ task }) => {
    await expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .and.toIncrementUsageMetrics('counts.package_pulls')
      .to(1)
    if (task.result?.retryCount === 0) throw new Error('try again')
  })
})

describe('tests that skip themselves', () => {
  test('fails: a claim left alone before that', ({ skip }) => {
    expect(() => {}).toTriggerInternalEvents('pull_package')
    skip()
  })
  test('skipped: a claim without a verdict says nothing', ({ skip }) => {
    expect(async () => pull()).toTriggerInternalEvents('pull_package')
    skip()
  })
})

afterAll(() => {
  expect(() => {}).toTriggerInternalEvents('push_package')
})

// Parsed while the file is collected: loading cheerio may take longer than a test may.
const { load } = await import('cheerio')
const tracked = load('<i data-event-tracking="pull_package">')
