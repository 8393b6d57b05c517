import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { versions } from '../compat/versions.mjs'

/** The subject of each row: its name, and the package whose versions it lists. */
const ROWS = {
  'Node.js': 'node',
  'Vitest on Bun': 'bun',
  'Vitest on Deno': 'deno',
  Vitest: 'vitest',
  Jest: 'jest',
  '`expect` under `node:test`': 'expect',
  'Playwright Test': '@playwright/test',
  TypeScript: 'typescript',
  jsdom: 'jsdom',
  'happy-dom': 'happy-dom',
  cheerio: 'cheerio',
  Vue: 'vue',
  'Vue Test Utils': '@vue/test-utils',
  'DOM Testing Library': '@testing-library/dom',
  'Node.js tracker of Snowplow': '@snowplow/node-tracker',
  'browser tracker of Snowplow': '@snowplow/browser-tracker',
  MSW: 'msw',
  GraphQL: 'graphql',
  '`redis`': 'redis',
  '`ioredis`': 'ioredis',
  '`pg`': 'pg',
  PGlite: '@electric-sql/pglite',
  '`@clickhouse/client`': '@clickhouse/client',
  chdb: 'chdb',
  Express: 'express',
  Fastify: 'fastify',
  Hono: 'hono',
  '`@grpc/grpc-js`': '@grpc/grpc-js',
}

test('docs/support.md has the versions that tests and the compatibility run use', async () => {
  const page = [
    '<!-- Made from test/compat/versions.mjs and package.json by test/docs/support.test.ts: npx vitest run --project unit test/docs -u -->',
    '# Support',
    'The versions in the last column are those that the tests and the compatibility run of this release use. Newer minor versions of what is accepted are expected to work. Vitest 5 and MSW 3 need Node.js 22 themselves. The servers are Redis 7.0 and PostgreSQL 15, those of Debian 12. [The ways to get started](runners.md#an-event-to-begin-with) run with whatever is newest.',
    [
      '| what | accepted | tested |',
      '| --- | --- | --- |',
      ...Object.entries(ROWS).map(
        ([what, name]) => `| ${what} | ${accepted(name)} | ${tested(name).join(', ')} |`,
      ),
    ].join('\n'),
    '[Versions](../CONTRIBUTING.md#versions) says what may change from one version of this package to the next.',
  ]
  await expect(`${page.join('\n\n')}\n`).toMatchFileSnapshot('../../docs/support.md')
})

test('the compatibility run names no version elsewhere', () => {
  const files = globSync('test/compat/*.mjs').filter((file) => !file.endsWith('versions.mjs'))
  expect(files.length).toBeGreaterThan(10)
  for (const file of files) {
    const named = readFileSync(file, 'utf8').match(/(?<=[@'])\d+\.\d+\.\d+(?=['`])/g)
    expect(named, file).toBeNull()
  }
})

/** The ranges of a peer, as numbers from which each goes up to the next major. */
function accepted(name: string): string {
  const { engines, peerDependencies } = packageJson
  const ranges: Record<string, string> = {
    ...peerDependencies,
    node: engines.node,
    jest: peerDependencies['@jest/globals'],
  }
  const begin = (range: string) => range.replace(/^\^/, '').replace(/(\.0)+$/, '')
  return (ranges[name] ?? '—').split(' || ').map(begin).join(', ')
}

function tested(name: string): string[] {
  const inCompat: Record<string, readonly string[]> = versions
  const development = Object.entries(packageJson.devDependencies).flatMap(([alias, version]) => {
    const [, of = alias, at = version] = /^npm:(.+)@(.+)$/.exec(version) ?? []
    return of === name ? [at] : []
  })
  return [...new Set([...(inCompat[name] ?? []), ...development])].sort((one, other) =>
    other.localeCompare(one, 'en', { numeric: true }),
  )
}
