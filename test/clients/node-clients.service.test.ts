import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { buildSelfDescribingEvent, buildStructEvent, newTracker } from '@snowplow/node-tracker'
import { type PayloadBuilder, trackerCore } from '@snowplow/tracker-core'
import {
  gotEmitter,
  HttpMethod,
  HttpProtocol,
  tracker as trackerOf3,
} from 'snowplow-node-tracker-3'
import { afterAll, describe, expect, test } from 'vitest'
import { startCollector } from '../../src/entries/collector.ts'

/** Clients that have never heard of this package, against a real port. */
// One of them has a path of its own, which a real collector would map.
const collector = await startCollector({ lenient: true })
afterAll(() => collector.close())
const { hostname, port } = new URL(collector.url)

const standard = {
  schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
  data: { environment: 'production', user_id: 1, project_id: 2, extra: { client: 'cli' } },
}
const pull = () =>
  buildStructEvent({ category: 'CLI', action: 'pull_package', label: 'npm', value: 2 })
const expected = {
  user: { id: 1 },
  project: { id: 2 },
  category: 'CLI',
  additionalProperties: { label: 'npm', value: 2, client: 'cli' },
}

describe('@snowplow/node-tracker 4', () => {
  test.each([
    ['post', true],
    ['post', false],
    ['get', true],
    ['get', false],
  ] as const)('by %s, base64 %s', async (eventMethod, encodeBase64) => {
    const tracker = newTracker(
      { namespace: 'gl', appId: 'cli', encodeBase64 },
      { endpoint: collector.url, bufferSize: 1, eventMethod },
    )
    await expect(() => {
      tracker.track(pull(), [standard])
    })
      .toTriggerInternalEvents('pull_package')
      .with(expected)
      .within(5000)
  })

  test('in batches, to a path of its own', async () => {
    const tracker = newTracker(
      { namespace: 'gl', appId: 'cli' },
      { endpoint: collector.url, bufferSize: 4, postPath: '/com.acme/track' },
    )
    await expect(() => {
      for (let count = 0; count < 8; count++) tracker.track(pull(), [standard])
    })
      .toTriggerInternalEvents('pull_package')
      .with(expected)
      .times(8)
      .within(1500)
    expect(collector).toHaveDeliveredEachEventOnce()
  })

  test('loses nothing while the collector is down', async () => {
    collector.respondWith(503, { times: 2 })
    const tracker = newTracker(
      { namespace: 'gl', appId: 'cli' },
      { endpoint: collector.url, bufferSize: 1 },
    )
    const event = { schema: 'iglu:com.acme/x/jsonschema/1-0-0', data: {} }
    tracker.track(buildSelfDescribingEvent({ event }))
    const answered = (count: number) =>
      expect.poll(() => collector.requests.map(({ status }) => status)).toHaveLength(count)
    await answered(1)
    expect(collector).not.toHaveDeliveredEachEventOnce()
    for (const attempt of [2, 3]) {
      // It returns at once while an attempt is still under way.
      await collector.settled()
      await tracker.flush()
      await answered(attempt)
    }
    expect(collector).toHaveDeliveredEachEventOnce()
    expect(collector.deliveries).toMatchObject([{ name: event.schema, attempts: 3, accepted: 1 }])
  })
})

describe('@snowplow/node-tracker 3', () => {
  test.each([
    ['POST', HttpMethod.POST],
    ['GET', HttpMethod.GET],
    ['GET on the path of POST', undefined],
  ])('by %s', async (_name, method) => {
    const emitter = gotEmitter(hostname, HttpProtocol.HTTP, Number(port), method, 2)
    const tracker = trackerOf3(emitter, 'gl', 'cli', true)
    await expect(() => {
      for (let count = 0; count < 3; count++) tracker.track(pull(), [standard])
      emitter.flush()
    })
      .toTriggerInternalEvents('pull_package')
      .with(expected)
      .times(3)
      .within(1500)
  })
})

test('both are good where every schema has to be known', async () => {
  const strict = await startCollector({ strict: true })
  const { port } = new URL(strict.url)
  const tracker = newTracker(
    { namespace: 'gl', appId: 'cli' },
    { endpoint: strict.url, bufferSize: 1 },
  )
  const emitter = gotEmitter('127.0.0.1', HttpProtocol.HTTP, Number(port), HttpMethod.POST, 1)
  const older = trackerOf3(emitter, 'gl', 'cli', true)
  older.setSessionId('1b671a64-40d5-491e-99b0-da01ff1f3341')
  older.setSessionIndex('2')
  older.setScreenResolution('1280', '720')
  const click = {
    schema: 'iglu:com.snowplowanalytics.snowplow/link_click/jsonschema/1-0-1',
    data: { targetUrl: 'https://shop.test' },
  }
  for (const { track } of [tracker, older]) {
    track(pull(), [standard])
    track(buildSelfDescribingEvent({ event: click }))
  }
  await expect.poll(() => strict.events.length, { timeout: 5000 }).toBe(4)
  expect(strict.badRows).toEqual([])
  await strict.close()
})

test('a client of its own over tracker-core, as that of the language server', async () => {
  const queue: Record<string, string>[] = []
  const core = trackerCore({
    callback(payload: PayloadBuilder) {
      const built = Object.entries(payload.build()).map(([key, value]) => [key, String(value)])
      queue.push({
        ...Object.fromEntries(built),
        eid: crypto.randomUUID(),
        p: 'app',
        tv: 'js-gitlab',
        tna: 'gl',
        aid: 'gitlab_ide_extension',
        stm: String(Date.now()),
      })
    },
  })
  const extension = {
    schema: 'iglu:com.gitlab/ide_extension_version/jsonschema/1-1-0',
    data: { ide_name: 'Visual Studio Code' },
  }
  await expect(async () => {
    core.track(pull(), [standard, extension])
    const response = await fetch(`${collector.url}/-/collect_events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'X-GitLab-Editor-Telemetry': '1' },
      body: JSON.stringify({
        schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
        data: queue,
      }),
    })
    expect(response.status).toBe(200)
  })
    .toTriggerInternalEvents('pull_package')
    .with(expected)
  expect(collector.events).toMatchObject([
    { payload: { aid: 'gitlab_ide_extension' }, contexts: [standard, extension] },
  ])
})

test('curl', async () => {
  const run = promisify(execFile)
  const fields = { e: 'se', p: 'srv', tv: 'curl', se_ca: 'CLI', se_ac: 'pull_package' }
  await expect(async () => {
    const query = Object.entries(fields).flatMap(([key, value]) => [
      '--data-urlencode',
      `${key}=${value}`,
    ])
    await run('curl', ['-sfG', `${collector.url}/i`, ...query])
    const body = JSON.stringify({
      schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
      data: [fields],
    })
    const { stdout } = await run('curl', [
      '-sf',
      `${collector.url}/com.snowplowanalytics.snowplow/tp2`,
      '--json',
      body,
    ])
    expect(stdout).toBe('ok')
  })
    .toTriggerInternalEvents('pull_package')
    .with({ category: 'CLI' })
    .twice()
})
