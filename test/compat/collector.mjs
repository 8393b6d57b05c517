/** The collector with MSW 2, which Node.js 20 needs, and on a port, with a real tracker. */
import { spawn } from 'node:child_process'
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pinned } from './versions.mjs'
import { environment, install, pass, root, workspace } from './workspace.mjs'

export async function runCollector({ name, node, packages }, tarball) {
  const folder = join(workspace, `collector-${name}`)
  await install(folder, node, [
    tarball,
    `vitest@${packages.vitest}`,
    pinned('@snowplow/node-tracker', 4),
    pinned('msw', 2),
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
  await write(
    'port.test.mjs',
    `import { createRequire } from 'node:module'
import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
import { startCollector } from 'internal-events-testing/collector'
import { expect, test } from 'vitest'

const required = createRequire(import.meta.url)('internal-events-testing/collector')

test.each([['imported', startCollector], ['required', required.startCollector]])('on a port, %s', async (_name, start) => {
  const { url, close } = await start()
  const tracker = newTracker({ namespace: 'gl', appId: 'cli' }, { endpoint: url, bufferSize: 1 })
  await expect(() => {
    tracker.track(buildStructEvent({ category: 'CLI', action: 'pull_package' }))
  })
    .toTriggerInternalEvents('pull_package')
    .with({ category: 'CLI' })
    .within(5000)
  expect((await fetch(url + '/micro/ui/page.js')).status).toBe(200)
  await close()
})
`,
  )
  await pass(folder, name, 'vitest', 'run')
  await runFromShell(folder)
  console.log(`${name.padEnd(10)} node ${node.padEnd(8)} takes what a tracker sends, with MSW 2`)
}

/** `npx internal-events collector`, which says where it is. */
async function runFromShell(folder) {
  const child = spawn('npx', ['internal-events', 'collector'], {
    cwd: folder,
    env: environment(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  try {
    const text = await new Promise((resolve, reject) => {
      child.stdout.once('data', (data) => resolve(String(data)))
      child.once('exit', (code) => reject(new Error(`internal-events ended with ${code}`)))
    })
    const [, url] = /^Collecting at (\S+)/.exec(text) ?? []
    const health = await fetch(`${url}/health`)
    if ((await health.text()) !== 'ok') throw new Error('The collector is not well')
  } finally {
    process.kill(-child.pid)
  }
}
