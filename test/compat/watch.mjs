/** Changes definitions in Vitest's watch mode, with the plugin of the packed package. */
import assert from 'node:assert/strict'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startVitest, writeFiles } from '../plugin/start-vitest.mjs'
import { pinned } from './versions.mjs'
import { install, workspace } from './workspace.mjs'

const event = (name, more = '') => `internal_events: true\naction: ${name}\n${more}`
const test = (name) => `import { trackInternalEvent } from 'internal-events-testing'
import { expect, test } from 'vitest'
test('${name}', async () => {
  await expect(() => trackInternalEvent('${name}')).toTriggerInternalEvents('${name}')
})\n`

export async function watchDefinitions({ name, node, packages }, tarball) {
  const folder = join(workspace, `watch-${name}`)
  await install(folder, node, [
    tarball,
    pinned('@snowplow/node-tracker', 4),
    `vitest@${packages.vitest}`,
  ])
  await mkdir(join(folder, 'config/events'), { recursive: true })
  const write = (path, text) => writeFiles(folder, { [path]: text })
  for (const name of ['a', 'b']) {
    write(`config/events/${name}.yml`, event(name))
    write(`test/${name}.test.mjs`, test(name))
  }
  const vitest = startVitest({
    root: folder,
    node: join(folder, 'node_modules/node/bin/node'),
    vitest: join(folder, 'node_modules/vitest/vitest.mjs'),
    plugin: 'internal-events-testing/plugin',
    command: 'watch',
  })
  try {
    assert.deepEqual(await vitest.ran(), { a: [], b: [] })
    write('config/events/a.yml', event('a', 'classification: duo\n'))
    assert.deepEqual(await vitest.ran(), { a: [] })
    await rm(join(folder, 'config/events/b.yml'))
    const [failure] = (await vitest.ran()).b
    assert.match(failure, /Failed to find event "b": no definition has this action\./)
    write('config/events/b_again.yml', event('b'))
    assert.deepEqual(await vitest.ran(), { b: [] })
    await mkdir(join(folder, 'ee/config/events'), { recursive: true })
    await new Promise((resolve) => setTimeout(resolve, 1000))
    write('ee/config/events/b.yml', event('b'))
    assert.match((await vitest.ran()).b[0], /config\/events\/b_again\.yml/)
    await rm(join(folder, 'ee'), { recursive: true })
    assert.deepEqual(await vitest.ran(), { b: [] })
    write('internal-events.config.json', '{ "nonsense": 1 }')
    assert.match((await vitest.ran()).a[0], /unknown key "nonsense"/)
  } finally {
    await vitest.end()
  }
  console.log(`${name.padEnd(10)} node ${node.padEnd(8)} reruns what used a changed definition`)
}
