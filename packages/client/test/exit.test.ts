import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { answer, misbehavingCollector } from './misbehaving-collector.ts'

const run = promisify(execFile)

/** Runs a service that tracks one event and has nothing else to do, and returns what it wrote. */
async function serviceThatEnds(url: string, settings: string): Promise<string> {
  const program = `
    import { InternalEventsClient } from './packages/client/src/entries/index.ts'
    const client = new InternalEventsClient({ enabled: true, endpoint: '${url}', ${settings} })
    client.trackEvent("pull_package")
  `
  const { stderr } = await run(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
  })
  return stderr
}

test('events that wait when the process has nothing left to do are sent', async () => {
  const collector = await misbehavingCollector()
  expect(await serviceThatEnds(collector.url, 'batchSize: 10')).toBe('')
  expect(collector.requests.flat()).toMatchObject([{ se_ac: 'pull_package' }])
})

test('they are told if that fails, and the process ends', async () => {
  const collector = await misbehavingCollector(answer(503))
  expect(await serviceThatEnds(collector.url, 'batchSize: 10')).toBe(
    `Internal events: 1 not delivered yet (status 503)
Failed to deliver 1 internal event to ${collector.url}: 1 (status 503, kept to be sent again). Check that the collector runs there and accepts them. The process ends without them.
`,
  )
  expect(collector.requests).toHaveLength(1)
})

test('they are left where the service says so', async () => {
  const collector = await misbehavingCollector()
  expect(await serviceThatEnds(collector.url, 'batchSize: 10, flushAtExit: false')).toBe('')
  expect(collector.requests).toEqual([])
})

test('what is tracked while the process ends is sent too', async () => {
  const collector = await misbehavingCollector()
  const program = `batchSize: 10 })
    let tracked = false
    process.on('beforeExit', () => {
      if (!tracked) client.trackEvent('push_package')
      tracked = true
    })
    void ({`
  expect(await serviceThatEnds(collector.url, program)).toBe('')
  const names = collector.requests.flat().map(({ se_ac }) => se_ac)
  expect(names.sort()).toEqual(['pull_package', 'push_package'])
})

test('a collector that hangs does not keep the process for long', async () => {
  const collector = await misbehavingCollector(() => {})
  expect(await serviceThatEnds(collector.url, 'batchSize: 10, timeout: 60000')).toMatch(
    /^Failed to deliver 1 internal event to .* 1 \(no answer yet, kept to be sent again\)/m,
  )
})
