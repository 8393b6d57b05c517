/** The packed client, installed alone: it does what its README shows, and needs nothing of ours. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { environment, execute, install, pass, root, workspace } from './workspace.mjs'

/** The entries that send nothing. */
const otherEntries = `
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { honoEventTracking } from 'internal-events-client/controllers'
import { aiContext } from 'internal-events-client/contexts'
import { serviceTracking } from 'internal-events-client/services'

const require = createRequire(import.meta.url)
for (const build of [aiContext, require('internal-events-client/contexts').aiContext]) {
  assert.equal(build({ session_id: '7' }).data.session_id, '7')
}
for (const track of [honoEventTracking, require('internal-events-client/controllers').honoEventTracking]) {
  assert.equal(typeof track, 'function')
}
for (const make of [serviceTracking, require('internal-events-client/services').serviceTracking]) {
  const tracked = []
  const track = make({ trackInternalEvent: (name, { category }) => tracked.push([name, category]) })
  class PullService {
    execute() {}
  }
  track('pull_package')(PullService)
  new PullService().execute()
  assert.deepEqual(tracked, [['pull_package', 'PullService']])
}
`

/** A process that has both copies of the package. */
const bothCopies = `
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import * as esm from 'internal-events-client'

const cjs = createRequire(import.meta.url)('internal-events-client')
assert.notEqual(cjs.ClientError, esm.ClientError)
assert.ok(new cjs.ClientError('NOT_DELIVERED', 'lost') instanceof esm.ClientError)
cjs.withInternalEventContext({ project_id: 2 }, () => {
  assert.deepEqual(esm.currentEventContext(), { project_id: 2 })
})
`

const types = `
import { ClientError, type ClientSettings, expressEventContext, type EventProperties, InternalEventsClient } from 'internal-events-client'
import { expressEventTracking, type TrackInternalEvent } from 'internal-events-client/controllers'
import { aiContext, type EventContext, standardContext } from 'internal-events-client/contexts'
import { serviceTracking } from 'internal-events-client/services'

export const settings: ClientSettings = { enabled: false }
export const properties: EventProperties = { label: 'npm', own: true }
const client = new InternalEventsClient(settings)
client.trackEvent('pull_package', { project_id: 2, additionalProperties: properties })
client.flush().catch((error: unknown) => {
  if (error instanceof ClientError) console.log(error.code, error.events.length)
})
export const contexts: EventContext[] = [standardContext({ environment: 'x' }), aiContext({})]
export const middleware = expressEventContext({ environment: 'production' })
const trackInternalEvent: TrackInternalEvent = (name, { user }) => console.log(name, user?.id)
export const track = expressEventTracking({
  trackInternalEvent,
  currentUser: () => ({ id: 1 }),
  trackingProjectSource: () => null,
  trackingNamespaceSource: () => null,
})
const trackService = serviceTracking({ trackInternalEvent: client.trackInternalEvent })
@trackService('pull_package', { additionalProperties: (label: string) => ({ label }) })
export class PullService {
  @trackService('execute', { conditions: (service: PullService) => service.ready })
  execute(): Promise<string> { return Promise.resolve('npm') }
  readonly ready = true
}
// @ts-expect-error a token that is not a number does not compile
client.trackEvent('pull_package', { input_tokens: 'many' })
// @ts-expect-error nor does a context without its environment
standardContext({})
`

export async function runClient({ name, node, packages }, tarball) {
  const folder = join(workspace, `client-${name}`)
  const write = (file, text) => writeFile(join(folder, file), text)
  const run = (file) => pass(folder, `client ${name}`, 'node', file)
  await install(folder, node, [tarball, `typescript@${packages.typescript}`])
  await write('other-entries.mjs', otherEntries)
  await run('other-entries.mjs')

  const readme = await readFile(join(root, 'packages/client/README.md'), 'utf8')
  // The tarball is installed alone: the package needs no other.
  assert.match(readme, /^npm install internal-events-client$/m)
  await sendAsReadme(readme, folder, write)
  await write('both-copies.mjs', bothCopies)
  await run('both-copies.mjs')

  await write('types.mts', types)
  await write('types.cts', types)
  const modules = ['--module', 'nodenext', '--moduleResolution', 'nodenext']
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false', '--noEmit']
  const options = [...strict, ...modules, '--target', 'es2023', '--types', 'node']
  await pass(folder, `client ${name}`, 'tsc', ...options, 'types.mts', 'types.cts')
  console.log(`${'client'.padEnd(10)} node ${node.padEnd(8)} does alone what its README says`)
}

/** Runs the service of the README, as an ES module and as CommonJS, with a collector that only listens. */
async function sendAsReadme(readme, folder, write) {
  const [, service] = /^```ts\n\/\/ service\.mjs\n(.*?)^```$/ms.exec(readme)
  await write('service.mjs', service)
  await write(
    'service.cjs',
    service.replace(/import (\{.+?\}) from (\S+)/, 'const $1 = require($2)').replace('await ', ''),
  )
  const collector = await startListening()
  const variables = [...readme.matchAll(/^export (\w+)=(\S+)$/gm)].map(([, variable, value]) => [
    variable,
    URL.canParse(value) ? collector.url : value,
  ])
  const env = { ...environment(folder), ...Object.fromEntries(variables) }
  for (const file of ['service.mjs', 'service.cjs']) {
    await execute('node', [file], { cwd: folder, env })
    assert.equal(collector.events.length, 1, `${file} sends one event`)
    checkEvent(collector.events.pop())
  }
  collector.close()
}

function checkEvent({ e, aid, se_ac, se_ca, se_la, se_va, cx }) {
  assert.deepEqual(
    { e, aid, se_ac, se_ca, se_la, se_va },
    {
      e: 'se',
      aid: 'gitlab_ai_gateway',
      se_ac: 'summarize_package',
      se_ca: 'PackageRouter',
      se_la: 'npm',
      se_va: '7',
    },
  )
  const [standard, ai] = JSON.parse(Buffer.from(cx, 'base64').toString()).data
  assert.equal(standard.schema, 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-8')
  assert.equal(standard.data.source, 'ai-gateway-python')
  assert.equal(ai.schema, 'iglu:com.gitlab/ai_context/jsonschema/1-0-2')
  const { session_id, flow_type, total_tokens } = ai.data
  assert.deepEqual(
    { session_id, flow_type, total_tokens },
    { session_id: '7', flow_type: 'chat', total_tokens: 2300 },
  )
}

async function startListening() {
  const events = []
  const server = createServer(async (request, response) => {
    events.push(...JSON.parse((await request.toArray()).join('')).data)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { events, url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}
