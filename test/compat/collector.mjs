/** The collector with MSW 2, which Node.js 20 needs, and a real tracker. */
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { install, pass, root, workspace } from './workspace.mjs'

export async function runCollector({ name, node, packages }, tarball) {
  const folder = join(workspace, `collector-${name}`)
  await install(folder, node, [
    tarball,
    `vitest@${packages.vitest}`,
    '@snowplow/node-tracker@4.8.0',
    'msw@2.15.0',
  ])
  await cp(join(root, 'examples/package-registry/config'), join(folder, 'config'), {
    recursive: true,
  })
  const write = (path, text) => writeFile(join(folder, path), text)
  await write(
    'vitest.config.mjs',
    `export default { test: { setupFiles: ['internal-events-testing/vitest'] } }\n`,
  )
  await write(
    'collector.test.mjs',
    `import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
import { collector, interceptCollector } from 'internal-events-testing/msw'
import { afterAll, expect, test } from 'vitest'

const options = { endpoint: 'https://collector.test', bufferSize: 1 }
const before = newTracker({ namespace: 'gl', appId: 'cli' }, options)
const intercepted = interceptCollector()
afterAll(() => intercepted.close())
const after = newTracker({ namespace: 'gl', appId: 'cli' }, options)

test.each([['before', before], ['after', after]])('what a tracker sends that was made %s', async (_name, tracker) => {
  await expect(async () => {
    tracker.track(buildStructEvent({ category: 'CLI', action: 'pull_package', label: 'npm' }))
    await collector.settled()
  })
    .toTriggerInternalEvents('pull_package')
    .with({ category: 'CLI', additionalProperties: { label: 'npm' } })
})

test.fails('a bad row', async () => {
  await fetch('https://collector.test/com.snowplowanalytics.snowplow/tp2', { method: 'POST', body: '{}' })
})
`,
  )
  await pass(folder, name, 'vitest', 'run')
  console.log(`${name.padEnd(10)} node ${node.padEnd(8)} takes what a tracker sends, with MSW 2`)
}
