import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startError } from '../../../src/collector/doors/port/start-error.ts'
import { type StartedCollector, startCollector } from '../../../src/entries/collector.ts'
import { fakes } from '../../../src/entries/index.ts'
import { runner } from '../../../src/fakes/index.ts'
import { bodyOf, item, type Json, post, read, TP2 } from '../send.ts'

let collector: StartedCollector
beforeAll(async () => {
  collector = await startCollector({ maxBytes: 100_000, lenient: true })
})
afterAll(() => collector.close())

interface Summary {
  total: number
  good: number
  bad: number
}

describe('what a test reads', () => {
  test('is what arrives while its block runs', async () => {
    await expect(async () => {
      await post(collector.url, { ...item, se_la: 'npm' })
    })
      .toTriggerInternalEvents('pull_package')
      .with({ category: 'CLI', additionalProperties: { label: 'npm' } })
    expect(collector.events).toHaveLength(1)
    expect(collector.requests).toMatchObject([{ method: 'POST', url: TP2, status: 200 }])
  })

  test('comes by GET and HEAD, compressed, to the path of a custom tracker, and to an instance', async () => {
    const query = new URLSearchParams(item)
    await fetch(`${collector.url}/i?${query}`)
    await fetch(`${collector.url}/ice.png?${query}`, { method: 'HEAD' })
    await fetch(`${collector.url}${TP2}?${query}`)
    await fetch(collector.url + TP2, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
      body: gzipSync(bodyOf(item)),
    })
    await fetch(`${collector.url}/com.acme/track`, { method: 'POST', body: bodyOf(item) })
    const forwarded = await fetch(`${collector.url}/-/collect_events`, {
      method: 'POST',
      body: bodyOf(item),
    })
    expect(await forwarded.text()).toBe('')
    expect(fakes.journal.events.map(({ name }) => name)).toEqual(Array(6).fill('pull_package'))
  })

  test('is waited for until it has arrived whole', async () => {
    const { port } = new URL(collector.url)
    const socket = connect(Number(port), '127.0.0.1')
    const body = bodyOf(item)
    socket.write(`POST ${TP2} HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n`)
    await once(socket, 'connect')
    setTimeout(() => socket.write(body.slice(0, 10)), 20)
    setTimeout(() => socket.write(body.slice(10)), 400)
    await new Promise((resolve) => setTimeout(resolve, 30))
    await collector.settled()
    expect(collector.events).toHaveLength(1)
    socket.destroy()
  })

  test('is answered as the test wants, and not kept where that is no success', async () => {
    await read(`${collector.url}/micro/reset`).catch(() => {})
    collector.respondWith(503, { times: 1 })
    collector.respondWith('network-error', { times: 1 })
    collector.respondWith('timeout', { times: 1 })
    expect((await post(collector.url, item)).status).toBe(503)
    await expect(post(collector.url, item)).rejects.toThrow()
    const patience = AbortSignal.timeout(50)
    await expect(
      fetch(collector.url + TP2, { method: 'POST', body: bodyOf(item), signal: patience }),
    ).rejects.toThrow()
    await collector.settled()
    expect(collector.events).toEqual([])
    expect(await read<Summary>(`${collector.url}/micro/all`)).toEqual({ total: 0, good: 0, bad: 0 })
    expect((await post(collector.url, item)).status).toBe(200)
    expect(collector.requests.map(({ status }) => status)).toEqual([503, undefined, undefined, 200])
  })

  test('is told to be under way while it is not answered', async () => {
    collector.respondWith('timeout', { times: 1 })
    const aborting = new AbortController()
    const init = { method: 'POST', body: bodyOf(item), signal: aborting.signal }
    const sent = fetch(collector.url + TP2, init).catch(() => {})
    await expect(collector.settled({ timeout: 150 })).rejects.toThrow(
      'Failed to wait for the collector: after 150 ms, code still sends requests or some are unanswered.',
    )
    aborting.abort()
    await sent
    await collector.settled()
  })

  test('is there without a set-up file too', async () => {
    runner().settles = false
    try {
      await post(collector.url, item)
    } finally {
      runner().settles = true
    }
    expect(collector.events).toHaveLength(1)
    expect(fakes.journal.events).toHaveLength(1)
  })

  test('is there on the next test alone', () => {
    expect(collector.events).toEqual([])
    expect(fakes.journal.events).toEqual([])
  })

  test('counts over the usage data API', async () => {
    await expect(() =>
      fetch(`${collector.url}/api/v4/usage_data/track_event`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'private-token': 'secret' },
        body: JSON.stringify({ event: 'pull_package' }),
      }),
    ).toIncrementUsageMetrics('counts.package_pulls')
  })

  test.fails('is a bad row where it is no event, which fails the test', async () => {
    await post(collector.url, { ...item, vid: 3 })
  })
})

describe('namespaces', () => {
  test('are kept apart, and from what has none', async () => {
    const first = collector.namespace('first test')
    const second = collector.namespace('second')
    await read(`${first}/micro/reset`).catch(() => {})
    await post(first, { ...item, se_la: 'a' })
    await post(second, { ...item, se_la: 'b' })
    await fetch(collector.url + TP2, {
      method: 'POST',
      headers: { 'collector-namespace': 'third' },
      body: bodyOf({ ...item, se_la: 'c' }),
    })
    const labels = async (base: string) =>
      (await read<{ event: { se_label: string } }[]>(`${base}/micro/good`)).map(
        ({ event }) => event.se_label,
      )
    expect(await labels(first)).toEqual(['a'])
    expect(await labels(second)).toEqual(['b'])
    expect(await labels(`${collector.url}/t/third`)).toEqual(['c'])
    expect(await labels(collector.url)).not.toContain('a')
    await fetch(`${first}/micro/reset`, { method: 'POST' })
    expect(await labels(first)).toEqual([])
    expect(await labels(second)).toEqual(['b'])
  })
})

describe.concurrent('concurrent tests', () => {
  test.each(['npm', 'maven', 'pypi', 'nuget'])(
    'see what is sent to their own URL: %s',
    async (label) => {
      const url = collector.namespace(`concurrent ${label}`)
      await expect(async () => {
        for (let count = 0; count < 5; count++) await post(url, { ...item, se_la: label })
      })
        .toTriggerInternalEvents('pull_package')
        .with({ category: 'CLI', additionalProperties: { label } })
        .times(5)
    },
  )
})

describe('HTTP', () => {
  test('answers as the real collector, across origins', async () => {
    const headers = { origin: 'https://app.test' }
    const posted = await fetch(collector.url + TP2, {
      method: 'POST',
      headers,
      body: bodyOf(item),
    })
    expect([posted.status, await posted.text()]).toEqual([200, 'ok'])
    expect(posted.headers.get('access-control-allow-origin')).toBe('https://app.test')
    expect(posted.headers.get('access-control-allow-credentials')).toBe('true')
    const pixel = await fetch(`${collector.url}/i?${new URLSearchParams(item)}`)
    expect(pixel.headers.get('content-type')).toBe('image/gif')
    const preflight = await fetch(`${collector.url}/any/path`, { method: 'OPTIONS', headers })
    expect(preflight.status).toBe(200)
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      'Content-Type, SP-Anonymous, Collector-Namespace',
    )
    expect(posted.headers.get('vary')).toBe('Origin')
    // The events are for the collector's own page, and for suites outside of browsers.
    for (const path of ['/micro/good', '/health']) {
      const { headers } = await fetch(collector.url + path)
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test('takes an absolute URL, as a proxy sends it', async () => {
    const { hostname, port } = new URL(collector.url)
    const path = 'http://collector.test/health?x=1'
    const status = await new Promise((resolve) => {
      request({ hostname, port, path }, (response) => resolve(response.statusCode)).end()
    })
    expect(status).toBe(200)
  })

  test('tells that it is ready, and what it does not know', async () => {
    const health = await fetch(`${collector.url}/health`)
    expect([health.status, await health.text()]).toEqual([200, 'ok'])
    for (const path of [
      '/',
      '/favicon.ico',
      '/a',
      '/a/b/c',
      '/micro',
      '/micro/none',
      '/micro/ui/../../package.json',
    ]) {
      expect([path, (await fetch(collector.url + path)).status]).toEqual([path, 404])
    }
    expect((await fetch(`${collector.url}/micro/all`, { method: 'DELETE' })).status).toBe(404)
  })

  test('refuses a body that is too large, as it is and unpacked, and tells so', async () => {
    collector.expectBadRows()
    const url = collector.namespace('large')
    const large = { ...item, se_la: 'x'.repeat(100_001) }
    expect((await post(url, large)).status).toBe(413)
    const packed = await fetch(url + TP2, {
      method: 'POST',
      headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
      body: gzipSync(bodyOf(large)),
    })
    expect(packed.status).toBe(413)
    const bad = await read<{ errors: string[] }[]>(`${url}/micro/bad`)
    expect(bad.map(({ errors }) => errors[1])).toEqual([
      expect.stringContaining('the body is larger than 100000 bytes'),
      expect.stringContaining('the body is larger than 100000 bytes'),
    ])
  })

  test('outlives clients that go away, are slow, or speak no HTTP', async () => {
    const port = Number(new URL(collector.url).port)
    const heads = [
      `POST ${TP2} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"schema"`,
      `POST ${TP2} HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
      'GET /micro/wait?timeout=60000 HTTP/1.1\r\nhost: localhost\r\n\r\n',
      'GET /micro/stream HTTP/1.1\r\nhost: localhost\r\n\r\n',
      '\u0000\u0001\u0002 not HTTP\r\n\r\n',
    ]
    for (const head of heads) {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      await once(socket, 'connect')
      socket.write(head)
      await new Promise((resolve) => setTimeout(resolve, 20))
      socket.destroy()
    }
    await collector.settled()
    // Bytes that are not HTTP at all might have been an event.
    collector.expectBadRows()
    expect(collector.badRows.map(({ reasons }) => reasons[0]?.message)).toEqual([
      expect.stringMatching(/^the request is not valid HTTP \(Parse Error: .*\): "POST \/com/),
      expect.stringMatching(/^the request is not valid HTTP \(Parse Error: .*\): "\\u0000/),
    ])
    expect((await fetch(`${collector.url}/health`)).status).toBe(200)
  })

  test('listens on this machine alone', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one && !one.internal && one.family === 'IPv4')
    for (const other of others) {
      const { port } = new URL(collector.url)
      await expect(fetch(`http://${other?.address}:${port}/health`)).rejects.toThrow()
    }
    expect(new URL(collector.url).hostname).toBe('127.0.0.1')
  })
})

describe('a request that Node.js refuses', () => {
  const get = (url: string, length: number) =>
    fetch(`${url}/i?${new URLSearchParams(item)}&page=${'x'.repeat(1999)}&x=${'x'.repeat(length)}`)

  test('is longer than 40 KB, and leaves a bad row', async () => {
    const url = collector.namespace('long')
    await read(`${url}/micro/reset`).catch(() => {})
    expect((await get(url, 38_000)).status).toBe(200)
    expect(await read<Summary>(`${url}/micro/all`)).toEqual({ total: 1, good: 1, bad: 0 })
    collector.expectBadRows()
    expect((await get(url, 50_000)).status).toBe(431)
    await expect
      .poll(() => collector.badRows.map(({ reasons }) => reasons[0]?.message))
      .toEqual([
        expect.stringMatching(
          /^the request has more than 45056 bytes before its body: "GET \/t\/long\/i\?e=se&/,
        ),
      ])
    expect(await read<Summary>(`${url}/micro/all`)).toEqual({ total: 2, good: 1, bad: 1 })
  })

  const query = String(new URLSearchParams(item))
  const long = `x=${'z'.repeat(100_000)}`
  const named = 'Host: localhost\r\nCollector-Namespace: refused\r\n'
  test.each([
    [
      'a query of 100 KB',
      `GET /t/refused/i?${query}&${long} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      431,
      'more than 45056 bytes before its body: "GET /t/refused/i?',
    ],
    [
      'a query of 100 KB, with the namespace after it',
      `GET /i?${query}&${long} HTTP/1.1\r\n${named}\r\n`,
      431,
      'more than 45056 bytes before its body: "GET /i?e=se',
    ],
    [
      'a cookie of 100 KB',
      `GET /i?${query} HTTP/1.1\r\n${named}Cookie: ${long}\r\n\r\n`,
      431,
      'more than 45056 bytes before its body: "GET /i?e=se',
    ],
    [
      'a query of 2 MB',
      `GET /i?${query}&${long.repeat(20)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      431,
      'more than 45056 bytes before its body: "',
    ],
    [
      'no Host',
      `GET /t/refused/i?${query} HTTP/1.1\r\n\r\n`,
      400,
      'the request has no header Host: "GET /t/refused/i?e=se',
    ],
    [
      'an expectation',
      `POST /t/refused${TP2} HTTP/1.1\r\nHost: localhost\r\nExpect: bogus\r\nContent-Length: 2\r\n\r\n{}`,
      417,
      'the request has a header Expect that is not 100-continue: "POST /t/refused/com.',
    ],
    [
      'a broken header',
      `GET /i?${query} HTTP/1.1\r\n${named}bad header\r\n\r\n`,
      400,
      'the request is not valid HTTP',
    ],
  ])('is one bad row in its namespace: %s', async (name, head, status, message) => {
    collector.expectBadRows()
    const url = collector.namespace('refused')
    await read(`${url}/micro/reset`)
    const before = await read<Summary>(`${collector.url}/micro/all`)
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.on('error', () => {})
    const answer = textFrom(socket)
    socket.write(head)
    const isLost = name.endsWith('2 MB')
    // A client that still sends may not hear the answer.
    if (!isLost) expect(await answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    await new Promise((resolve) => setTimeout(resolve, 100))
    const all = await read<Summary>(`${collector.url}/micro/all`)
    expect(all.bad - before.bad).toBe(isLost ? 1 : 0)
    const bad = await read<Json[]>(`${isLost ? collector.url : url}/micro/bad`)
    expect(bad.length).toBe(isLost ? all.bad : 1)
    expect(JSON.parse(bad[0].errors[1]).data.failure.messages[0].expectation).toContain(message)
    socket.destroy()
  })

  test('is not one of an older protocol without a host', async () => {
    const url = collector.namespace('older')
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const answer = textFrom(socket)
    socket.write(`GET /t/older/i?${query} HTTP/1.0\r\n\r\n`)
    expect(await answer).toMatch(/^HTTP\/1.1 200 /)
    socket.destroy()
  })

  test('is not HTTP, and is told in its namespace', async () => {
    collector.expectBadRows()
    const url = collector.namespace('broken')
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const answer = once(socket, 'data')
    socket.write('GET /t/broken/i?e=pv HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n')
    await answer
    const [bad] = await read<Json[]>(`${url}/micro/bad`)
    expect(JSON.parse(bad.errors[1]).data.failure.messages[0].expectation).toMatch(
      /^the request is not valid HTTP \(Parse Error: .*\): "GET \/t\/broken\/i\?e=pv HTTP/,
    )
    socket.destroy()
  })
})

test('a port that is taken is an error', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await expect(startCollector({ port })).rejects.toThrow(
    `Failed to start the collector on 127.0.0.1:${port}: another program listens there (EADDRINUSE). Stop that program, or leave the port out to get a free one.`,
  )
  server.close()
})

test.each([
  [
    { port: 99_999 },
    'Failed to start the collector on 127.0.0.1:99999: the port is not a number from 0 to 65535 (ERR_SOCKET_BAD_PORT). Choose another, or leave it out to get a free one.',
  ],
  [
    { host: '' },
    'Failed to start the collector: the host is empty. Leave it out to listen on 127.0.0.1, or give 0.0.0.0 for all addresses of this machine.',
  ],
  [
    { host: '192.0.2.1' },
    'Failed to start the collector on 192.0.2.1:0: this machine does not have that address (EADDRNOTAVAIL). Leave the host out to listen on 127.0.0.1.',
  ],
])('where it cannot listen it says why: %j', async (options, message) => {
  await expect(startCollector(options)).rejects.toMatchObject({
    code: 'COLLECTOR_NOT_STARTED',
    message,
  })
})

test.each([
  ['ENOTFOUND', 'there is no such host (ENOTFOUND). Leave the host out to listen on 127.0.0.1.'],
  [
    'EACCES',
    'this user may not listen there (EACCES). Choose a port from 1024 on, or leave the port out to get a free one.',
  ],
  ['EOTHER', 'it broke (EOTHER). Choose another host or port, or leave them out.'],
  [undefined, 'it broke. Choose another host or port, or leave them out.'],
])('explains %s', (code, reason) => {
  const cause = Object.assign(new Error('it broke'), code === undefined ? {} : { code })
  expect(startError('collector.test', 80, cause).message).toBe(
    `Failed to start the collector on collector.test:80: ${reason}`,
  )
})

test('a collector on every address says one that can be asked', async () => {
  const { url, close } = await startCollector({ host: '0.0.0.0' })
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect((await fetch(`${url}/micro/all`)).status).toBe(200)
  await close()
})

test('a collector on IPv6 has a URL that can be used', async () => {
  const { url, close } = await startCollector({ host: '::1' })
  expect(url).toMatch(/^http:\/\/\[::1\]:\d+$/)
  expect((await fetch(`${url}/health`)).status).toBe(200)
  await close()
})

test('closing ends what still waits', async () => {
  const { url, close } = await startCollector()
  const waiting = fetch(`${url}/micro/wait?timeout=60000`)
  const failed = expect(waiting).rejects.toThrow()
  await new Promise((resolve) => setTimeout(resolve, 50))
  await close()
  await failed
  await expect(fetch(`${url}/health`)).rejects.toThrow()
})

function textFrom(socket: Socket): Promise<string> {
  return new Promise((resolve) => socket.once('data', (bytes) => resolve(String(bytes))))
}

function once(socket: Socket, event: string): Promise<void> {
  return new Promise((resolve) => socket.once(event, () => resolve()))
}

test('a namespace has a name that a URL can have', async () => {
  const own = await startCollector()
  for (const id of ['', '.', '..']) {
    expect(() => own.namespace(id)).toThrow(
      `Failed to make the URL of namespace "${id}": a URL cannot have it as a part. Give it another name.`,
    )
  }
  await own.close()
})
