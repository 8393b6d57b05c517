import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { serveCollector } from '../../../src/collector/doors/port/index.ts'
import { bodyOf, item, post, read, TP2 } from '../send.ts'

const { url, close } = await serveCollector({ allowedHosts: ['Micro', '.acme.test'] })
const { port } = new URL(url)
afterAll(() => close())
beforeEach(async () => {
  await fetch(`${url}/micro/reset`)
  await post(url, item)
})

/** Without fetch, which decides on these headers itself. */
function ask(path: string, headers: Record<string, string>, method = 'GET', at = port) {
  return new Promise<{ response: IncomingMessage; text: string }>((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: at, path, method, headers },
      async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve({ response, text })
      },
    )
    asked.on('error', reject)
    asked.end()
  })
}

const statusOf = async (...given: Parameters<typeof ask>) => {
  const { response } = await ask(...given)
  return response.statusCode
}
const total = async () => (await read<{ total: number }>(`${url}/micro/all`)).total

describe('a host', () => {
  test.each([
    'localhost:1',
    'LOCALHOST',
    'app.localhost',
    '127.0.0.1',
    '127.1.2.3:80',
    '[::1]',
    '[::1]:9090',
    'micro:9090',
    'MICRO',
    'acme.test',
    'a.b.acme.test:80',
  ])('is this machine: %s', async (host) => {
    expect(await statusOf('/micro/all', { host })).toBe(200)
  })

  test.each([
    'evil.test',
    'localhost.evil.test',
    'evil-localhost',
    '127.0.0.1.evil.test',
    'micro.evil.test',
    'notacme.test',
    '0.0.0.0:80',
    '[::2]',
  ])('is not: %j', async (host) => {
    for (const path of ['/micro/all', '/micro/ui', '/micro/stream', '/t/x/micro/reset']) {
      expect([path, await statusOf(path, { host })]).toEqual([path, 403])
    }
    expect(await total()).toBe(1)
    // Trackers may know the collector under any name.
    expect(await statusOf('/health', { host })).toBe(200)
  })

  test('that is refused is told how to be allowed', async () => {
    const { response, text } = await ask('/micro/good', { host: 'evil.test:80' })
    expect(response.headers['content-type']).toBe('application/json')
    expect(JSON.parse(text)).toEqual({
      error:
        'Failed to answer /micro/good: the host "evil.test" is not this machine. Start the collector with --allowed-hosts evil.test.',
    })
  })

  test.each([
    ['http://x:3', 'Give the name alone: x.'],
    ['y:9090', 'Give the name alone: y.'],
    [' y', 'Give the name alone: y.'],
    ['y/micro', 'Give the name alone: y.'],
    ['https://.acme.test', 'Give the name alone: .acme.test.'],
    ['*.acme.test', 'Give the name alone: .acme.test.'],
    ['[fd00::2]:9090', 'Give the name alone: fd00::2.'],
    ['FD00:0::2', 'Give the name alone: fd00::2.'],
    ['*', 'Give a name such as collector, or .acme.test for all names below it.'],
    ['', 'Give a name such as collector, or .acme.test for all names below it.'],
    ['a b', 'Give a name such as collector, or .acme.test for all names below it.'],
  ])('that no request can have is refused at the start: %j', async (given, remedy) => {
    const error = await serveCollector({ allowedHosts: [given] }).catch((error) => error)
    expect([error.code, error.message]).toEqual([
      'COLLECTOR_NOT_STARTED',
      `Failed to start the collector: the allowed host ${JSON.stringify(given)} is not the name of a host. ${remedy}`,
    ])
  })

  test.each([
    ['fd00::2', '[fd00::2]:80'],
    ['My_Host', 'my_host'],
    ['10.0.0.2', '10.0.0.2:9090'],
  ])('is allowed as %s', async (given, host) => {
    const named = await serveCollector({ allowedHosts: [given] })
    const { port } = new URL(named.url)
    expect(await statusOf('/micro/all', { host }, 'GET', port)).toBe(200)
    await named.close()
  })

  test('that it listens on is allowed', async () => {
    const named = await serveCollector({ host: 'localhost' })
    expect((await fetch(`${named.url}/micro/all`)).status).toBe(200)
    await named.close()
  })
})

describe('a page', () => {
  const host = 'localhost:80'

  test.each([
    ['GET', '/micro/good', { origin: 'http://evil.test' }],
    ['POST', '/micro/reset', { origin: 'null' }],
    ['POST', '/micro/reset', { origin: 'http://localhost:81' }],
    ['POST', '/micro/reset', { origin: 'http://localhost', host: 'localhost:81' }],
    ['GET', '/micro/good', { 'sec-fetch-site': 'cross-site' }],
    ['GET', '/micro/good', { 'sec-fetch-site': 'same-site' }],
    ['GET', '/micro/reset', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
    [
      'GET',
      '/micro/ui',
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
    ],
    [
      'POST',
      '/micro/good',
      {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
    ],
    [
      'GET',
      '/micro/reset',
      {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
    ],
  ])('of another origin is refused: %s %s %j', async (method, path, headers) => {
    const { response, text } = await ask(path, { host, ...headers }, method)
    expect(response.statusCode).toBe(403)
    expect(JSON.parse(text).error).toMatch(
      /^Failed to answer \S+: a page of .+ asks\. Ask outside of browsers, or from the collector's own page\.$/,
    )
    expect(response.headers['access-control-allow-origin']).toBeUndefined()
    expect(await total()).toBe(1)
  })

  test.each([
    ['POST', '/micro/good', { origin: 'http://localhost:80', 'content-length': '0' }],
    ['GET', '/micro/good', { 'sec-fetch-site': 'same-origin' }],
    ['GET', '/micro/reset', { 'sec-fetch-site': 'none' }],
    [
      'GET',
      '/micro/ui',
      {
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
      },
    ],
  ])('of its own, or a visit, is answered: %s %s %j', async (method, path, headers) => {
    // Origins leave the port of http out.
    const own = 'origin' in headers ? { origin: 'http://localhost', host: 'localhost' } : { host }
    expect(await statusOf(path, { ...headers, ...own }, method)).toBe(200)
  })

  test('has a policy, and no answer can be taken for something else', async () => {
    const { headers } = await fetch(`${url}/micro/ui`)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    })
    for (const path of [
      '/micro/ui',
      '/micro/good',
      '/micro/none',
      '/micro/iglu/a/b/jsonschema/x',
    ]) {
      const response = await fetch(url + path)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        vary: 'Origin',
      })
    }
  })
})

test('what is kept has no secrets', async () => {
  const headers = {
    authorization: 'Bearer s3cret',
    cookie: 'session=s3cret',
    'private-token': 's3cret',
    'x-own': 'kept',
  }
  await fetch(`${url}/i?${new URLSearchParams(item)}`, { headers })
  await fetch(`${url}/a/b`, { method: 'POST', body: 'none', headers })
  const text = await (await fetch(`${url}/micro/good`)).text()
  const bad = await (await fetch(`${url}/micro/bad`)).text()
  expect(text + bad).not.toContain('s3cret')
  expect(text).toContain('authorization: [redacted]')
  expect(text).toContain('x-own: kept')
})

describe('in a real browser', () => {
  let browser: Browser
  let page: Page
  const elsewhere = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>elsewhere</title>')
  })
  beforeAll(async () => {
    elsewhere.listen(0, '127.0.0.1')
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    elsewhere.close()
  })
  beforeEach(async () => {
    page = await browser.newPage()
    await page.goto(`http://localhost:${(elsewhere.address() as AddressInfo).port}`)
    return () => page.close()
  })

  // Another site and, since ports make no site, another origin of the same one.
  test.each([url, `http://localhost:${port}`])(
    'a page of another origin reads, forges and resets nothing at %s',
    async (collector) => {
      const read = await page.evaluate(async (collector) => {
        const answers: string[] = []
        const attempt = async (path: string, init?: RequestInit) => {
          try {
            const response = await fetch(collector + path, init)
            answers.push(`${path} ${response.type} ${await response.text()}`)
          } catch {}
        }
        for (const path of ['/micro/all', '/micro/good', '/micro/ui', '/micro/stream']) {
          await attempt(path)
          await attempt(path, { mode: 'no-cors' })
        }
        for (const method of ['GET', 'POST']) {
          await attempt('/micro/reset', { method })
          await attempt('/micro/reset', { method, mode: 'no-cors', credentials: 'include' })
        }
        navigator.sendBeacon(`${collector}/micro/reset`)
        for (const name of ['img', 'script', 'iframe', 'link'] as const) {
          const element = document.createElement(name)
          const ended = new Promise((resolve) => {
            element.onload = resolve
            element.onerror = resolve
          })
          element.setAttribute(name === 'link' ? 'href' : 'src', `${collector}/micro/reset`)
          element.setAttribute('rel', 'stylesheet')
          document.head.append(element)
          document.body.append(element)
          await ended
        }
        const form = document.createElement('form')
        form.method = 'POST'
        form.action = `${collector}/micro/reset`
        form.target = '_blank'
        document.body.append(form)
        form.submit()
        window.open(`${collector}/micro/reset`)
        await new Promise((resolve) => setTimeout(resolve, 500))
        return answers
      }, collector)
      // An opaque answer has no text.
      expect(read.filter((answer) => !answer.endsWith(' opaque '))).toEqual([])
      expect(await total()).toBe(1)
    },
    20_000,
  )

  test('cannot show the page in a frame', async () => {
    await page.setContent(`<iframe src="${url}/micro/ui"></iframe>`)
    await page.waitForTimeout(300)
    const frames = page.frames().filter((frame) => frame !== page.mainFrame())
    for (const frame of frames) {
      expect(await frame.locator('h1', { hasText: 'Collected events' }).count()).toBe(0)
    }
  })

  test('a page may send events, as trackers do', async () => {
    await page.evaluate(
      async ([target, query]) => {
        await fetch(`${target}/i?${query}`, { credentials: 'include' })
      },
      [url, String(new URLSearchParams(item))] as const,
    )
    expect(await total()).toBe(2)
  })

  test('a page may name its namespace in a header', async () => {
    await page.evaluate(
      async ([target, body]) => {
        await fetch(target, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'collector-namespace': 'checkout' },
          credentials: 'include',
          body,
        })
      },
      [url + TP2, bodyOf(item, item)] as const,
    )
    expect(await read(`${url}/t/checkout/micro/all`)).toMatchObject({ good: 2 })
    expect(await total()).toBe(1)
    await fetch(`${url}/t/checkout/micro/reset`)
  })

  test('the page of the collector works, under any of its names', async () => {
    await page.goto(`http://localhost:${port}/micro/ui`)
    await expect.poll(() => page.getByRole('status').textContent()).toBe('1 good, 0 bad')
  })
})
