import { expect, onTestFinished, test } from 'vitest'
import { printLine, standaloneCollector } from '../../../src/collector/index.ts'
import { Catalog } from '../../../src/definitions/index.ts'
import { setCatalog } from '../../../src/fakes/index.ts'
import { item } from '../send.ts'

const lines: string[] = []
const application = standaloneCollector({}, undefined, {
  added: (entry) => lines.push(printLine(entry)),
})

async function lineOf(fields: Record<string, string>, namespace = ''): Promise<string | undefined> {
  const query = new URLSearchParams({ ...item, ...fields })
  await application.fetch(new Request(`https://collector.test${namespace}/i?${query}`))
  return lines.at(-1)
}

const co = (data: object) =>
  JSON.stringify({
    schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-0',
    data: [
      {
        schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
        data: { environment: 'test', ...data },
      },
    ],
  })

test.each([
  [{}, 'GOOD pull_package'],
  [{ se_va: '0' }, 'GOOD pull_package value=0'],
  [{ se_la: 'npm', se_va: '2.5' }, 'GOOD pull_package label=npm value=2.5'],
  // Nothing runs into what follows it.
  [
    { se_la: 'user 1', se_pr: 'label=npm' },
    'GOOD pull_package label="user 1" property="label=npm"',
  ],
  [{ se_la: 'a"b', se_pr: '' }, 'GOOD pull_package label="a\\"b" property=""'],
  [
    { se_la: 'a\u001b(removed)', se_pr: 'b\u202ec' },
    'GOOD pull_package label="a\\u001b(removed)" property="b c"',
  ],
  [
    { se_la: 'npm', co: co({ user_id: 7, project_id: 2, namespace_id: 3 }) },
    'GOOD pull_package label=npm user=7 project=2 namespace=3',
  ],
  [{ co: co({ user_id: '0123456789abcdef' }) }, 'GOOD pull_package user=01234567…'],
  [
    { se_ac: 'pull_pakage', se_la: 'npm' },
    'GOOD pull_pakage label=npm (not defined; did you mean "pull_package"?)',
  ],
])('prints %j', async (fields, line) => {
  expect(await lineOf(fields)).toBe(line)
})

test('ends with the namespace', async () => {
  expect(await lineOf({ se_la: 'npm' }, '/t/checkout')).toBe(
    'GOOD pull_package label=npm [checkout]',
  )
})

test('does not mark a name that may be used without a definition', async () => {
  setCatalog(new Catalog([], [], { undefinedEvents: ['token_usage_*'] }))
  onTestFinished(() => setCatalog(undefined))
  expect(await lineOf({ se_ac: 'token_usage_llm' })).toBe('GOOD token_usage_llm')
  expect(await lineOf({ se_ac: 'pull_package' })).toBe('GOOD pull_package (not defined)')
})
