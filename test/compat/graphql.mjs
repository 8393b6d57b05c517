/** AI usage data in GraphQL: with each version of graphql and of MSW, imported and required, and without them. */
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pinned } from './versions.mjs'
import { environment, execute, install, pass, workspace } from './workspace.mjs'

const SERVED = `
const answer = { data: { aiUsageData: { all: { nodes: [{ event: 'TROUBLESHOOT_JOB' }] } } } }
const source = '{ aiUsageData { all { nodes { event } } } }'
async function serve(tools) {
  const { assert, fakes, graphql, aiUsageDataHandlers, aiUsageDataSchema, setupServer } = tools
  fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user: { id: 1 } })
  const schema = aiUsageDataSchema({ store: fakes.aiUsageEvents })
  assert.deepEqual(JSON.parse(JSON.stringify(await graphql({ schema, source }))), answer)
  const server = setupServer(...aiUsageDataHandlers())
  server.listen()
  const response = await fetch('https://gitlab.test/api/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: source }),
  })
  assert.deepEqual(await response.json(), answer)
  server.close()
}
`
const IMPORTED = `import assert from 'node:assert/strict'
import { graphql } from 'graphql'
import { fakes } from 'internal-events-testing'
import { aiUsageDataHandlers, aiUsageDataSchema } from 'internal-events-testing/graphql'
import { setupServer } from 'msw/node'
${SERVED}
await serve({ assert, fakes, graphql, aiUsageDataHandlers, aiUsageDataSchema, setupServer })
`
const REQUIRED = `const assert = require('node:assert/strict')
${SERVED}
serve({
  assert,
  ...require('internal-events-testing'),
  ...require('internal-events-testing/graphql'),
  ...require('graphql'),
  ...require('msw/node'),
})
`
const TYPES = `import { graphql } from 'graphql'
import { InMemoryAiUsageEventStore } from 'internal-events-testing/ai-usage-events'
import { aiUsageDataHandlers, aiUsageDataSchema } from 'internal-events-testing/graphql'
import { setupServer } from 'msw/node'

setupServer(...aiUsageDataHandlers({ namespaces: { a: [1, '2'] } }))
const schema = aiUsageDataSchema({
  store: new InMemoryAiUsageEventStore(),
  findUser: async (id) => ({ username: String(id), name: 'Ada' }),
})
void graphql({ schema, source: '{ aiUsageData { all { nodes { event } } } }' })
`

export async function runGraphql({ name, node, packages }, tarball, graphql, msw) {
  const folder = join(workspace, `graphql-${name}`)
  await install(folder, node, [
    tarball,
    pinned('graphql', graphql),
    pinned('msw', msw),
    `typescript@${packages.typescript}`,
    `@types/node@${node.split('.', 1)[0]}`,
  ])
  await writeFile(join(folder, 'imported.mjs'), IMPORTED)
  await writeFile(join(folder, 'required.cjs'), REQUIRED)
  await writeFile(join(folder, 'types.ts'), TYPES)
  await pass(folder, name, 'node', 'imported.mjs')
  await pass(folder, name, 'node', 'required.cjs')
  const modules = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--target', 'es2023']
  await pass(
    folder,
    name,
    'tsc',
    '--strict',
    '--noEmit',
    '--skipLibCheck',
    '--types',
    'node',
    ...modules,
    'types.ts',
  )
  console.log(
    `${name.padEnd(10)} node ${node.padEnd(8)} serves AI usage data with graphql ${graphql} and MSW ${msw}`,
  )
}

/** Checks that what is not installed is told: MSW by the handlers alone. */
export async function runWithoutGraphql({ name, node }, tarball) {
  const folder = join(workspace, `without-graphql-${name}`)
  const codeOf = async (...flags) => {
    const options = { cwd: folder, env: environment(folder) }
    const { stdout } = await execute('node', flags, options)
    return stdout.trim()
  }
  const load = 'internal-events-testing/graphql'
  const imported = (then) => [
    '--input-type=module',
    '-e',
    `import('${load}').then(${then}).catch(({ code }) => console.log(code))`,
  ]
  const required = (then) => [
    '-e',
    `try { (${then})(require('${load}')) } catch ({ code }) { console.log(code) }`,
  ]
  const handlers = '(entry) => entry.aiUsageDataHandlers()'
  await install(folder, node, [tarball])
  for (const flags of [imported(handlers), required(handlers)]) {
    assert.equal(await codeOf(...flags), 'GRAPHQL_MISSING')
  }
  await install(folder, node, [tarball, pinned('graphql', 16)])
  const schema = `(entry) => console.log(typeof entry.aiUsageDataSchema({ store: { select() {} } }))`
  for (const flags of [imported(schema), required(schema)])
    assert.equal(await codeOf(...flags), 'object')
  for (const flags of [imported(handlers), required(handlers)]) {
    assert.equal(await codeOf(...flags), 'MSW_MISSING')
  }
  console.log(
    `${name.padEnd(10)} node ${node.padEnd(8)} tells what is missing beside AI usage data`,
  )
}
