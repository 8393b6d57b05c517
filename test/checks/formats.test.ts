import { expect, test } from 'vitest'
import { checkFiles, event, metric, SOUND } from './check-project.ts'

/** An error, a warning and an info, one of them in a file whose name has to be escaped. */
const FILES = {
  ...SOUND,
  'config/events/100%, <all>:.yml': event('all', { tiers: '\n- Premium' }),
  'config/metrics/counts_all/pulls.yml': metric('counts.pulls'),
  'config/feature_categories.yml': '- wiki\n',
}

test.each(['text', 'json', 'github', 'gitlab', 'sarif', 'junit'])('%s', async (format) => {
  const { code, out, error } = await checkFiles(FILES, '--format', format)
  expect([code, error]).toEqual([1, ''])
  // The list of rules grows, and has no text of a finding.
  const withoutRules = out
    .replace(/"rules": \[.*?\n {10}\]/s, '"rules": []')
    .replace(/"ruleIndex": \d+/g, '"ruleIndex": 0')
  expect(withoutRules).toMatchSnapshot()
})

test.each(['github', 'gitlab', 'junit'])('%s without findings', async (format) => {
  expect((await checkFiles(SOUND, '--format', format)).out).toMatchSnapshot()
})

test('--json is --format json, and excludes the others', async () => {
  const asJson = await checkFiles(FILES, '--json')
  expect(asJson.out).toBe((await checkFiles(FILES, '--format', 'json')).out)
  expect(await checkFiles(FILES, '--json', '--format', 'json')).toEqual(asJson)
  expect(await checkFiles(FILES, '--json', '--format', 'text')).toEqual({
    code: 2,
    out: '',
    error:
      'Failed to run internal-events check: --json and --format text exclude each other. Leave one out.\n',
  })
})

test('a result of SARIF names the rule that it belongs to', async () => {
  const { out } = await checkFiles(FILES, '--format', 'sarif')
  const [{ results, tool }] = JSON.parse(out).runs
  expect(results).toHaveLength(3)
  for (const { ruleId, ruleIndex } of results) {
    expect(tool.driver.rules[ruleIndex].id).toBe(ruleId)
  }
})

test('fingerprints stay while lines move, and are unique', async () => {
  const many = {
    'config/metrics/counts_all/pulls.yml': metric('counts.pulls', { tiers: '[a, b]' }),
  }
  const fingerprints = async (files: Record<string, string>) => {
    const { out } = await checkFiles({ ...SOUND, ...files }, '--format', 'gitlab')
    return JSON.parse(out).map(({ fingerprint }: { fingerprint: string }) => fingerprint)
  }
  const before = await fingerprints(many)
  expect(new Set(before).size).toBe(2)
  const moved = Object.fromEntries(
    Object.entries(many).map(([path, text]) => [path, `# a comment\n\n${text}`]),
  )
  expect(await fingerprints(moved)).toEqual(before)
})
