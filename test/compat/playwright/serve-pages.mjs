/** A shop with the trackers of Snowplow, for the tests of Playwright. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const TRACKERS = {
  '/tracker-4.js': '@snowplow/browser-tracker/dist/index.umd.js',
  '/tracker-3.js': 'snowplow-browser-tracker-3/dist/index.umd.js',
}

/** The page's tracker is as the query says: `/?version=3&eventMethod=beacon`. */
const PAGE = `<!doctype html>
<meta charset="utf-8">
<title>Shop</title>
<button>Copy</button>
<button>Copy later</button>
<button>Tell</button>
<button>Send nonsense</button>
<button>Send elsewhere</button>
<a href="/left">Leave</a>
<script type="module">
const query = Object.fromEntries(new URLSearchParams(location.search))
const { version = '4', collector = 'https://collector.test', onLeave } = query
await new Promise((resolve) => {
  const script = Object.assign(document.createElement('script'), { src: \`/tracker-\${version}.js\`, onload: resolve })
  document.head.append(script)
})
const { newTracker, trackStructEvent } = window.snowplowBrowserTracking ?? window.snowplow
const isSilent = query.respects === 'GPC' && navigator.globalPrivacyControl
if (!isSilent) newTracker('gl', collector, {
  appId: 'shop',
  eventMethod: query.eventMethod ?? 'post',
  postPath: query.postPath,
  bufferSize: Number(query.bufferSize ?? 1),
  keepalive: onLeave === 'keepalive',
})
const standard = { schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7', data: { environment: 'production', user_id: 1, extra: {} } }
const copied = (label) =>
  isSilent || trackStructEvent({ category: 'page', action: 'click_copy_install_command', label, context: [standard] })
const tp2 = (body) => [\`\${collector}/com.snowplowanalytics.snowplow/tp2\`, new Blob([body], { type: 'application/json' })]
const on = (text, listener) =>
  [...document.querySelectorAll('button')].find((button) => button.textContent === text).addEventListener('click', listener)
on('Copy', () => copied('npm'))
on('Tell', () => copied(query.label))
on('Copy later', () => setTimeout(() => copied('late'), 1500))
on('Send nonsense', () => navigator.sendBeacon(...tp2('{"schema":"nonsense"}')))
on('Send elsewhere', () => fetch('https://collector.test/my/own', { method: 'POST', body: '{}', mode: 'no-cors' }).catch(() => {}))
const left = { e: 'se', p: 'web', tv: 'own-1.0', se_ca: 'page', se_ac: 'click_copy_install_command', se_la: 'left' }
const leftBody = JSON.stringify({ schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4', data: [left] })
const pixel = \`\${collector}/i?\${new URLSearchParams(left)}\`
const made = new Request(tp2()[0], { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body: leftBody })
addEventListener('pagehide', () => {
  if (onLeave === 'keepalive') copied('left')
  if (onLeave === 'pixel') new Image().src = pixel
  if (onLeave === 'pixel by fetch') fetch(pixel, { keepalive: true })
  if (onLeave === 'a request made before') fetch(made)
  if (onLeave === 'beacon') navigator.sendBeacon(...tp2(leftBody))
})
document.title = 'Shop, ready'
</script>
`

/** A page that tracks clicks by attributes, as GitLab's front end does: to the usage data API, and to Snowplow. */
const INSTALL = `<!doctype html>
<meta charset="utf-8">
<title>Install</title>
<button data-event-tracking="click_copy_install_command" data-event-label="npm">Copy</button>
<div id="shadow"></div>
<a href="/left" data-event-tracking="view_package_page" data-event-label="npm">Leave</a>
<script src="/tracker-4.js"></script>
<script type="module">
const query = Object.fromEntries(new URLSearchParams(location.search))
const { newTracker, trackStructEvent } = window.snowplowBrowserTracking ?? window.snowplow
newTracker('gl', 'https://collector.test', { appId: 'shop', bufferSize: 1, keepalive: true })
const schema = (name) => \`iglu:com.gitlab/\${name}\`
const standard = { schema: schema('gitlab_standard/jsonschema/1-1-7'), data: { environment: 'production', user_id: 1, extra: {} } }
const trackEvent = (event, properties) => {
  const body = JSON.stringify({ event, additional_properties: properties })
  const headers = { 'content-type': 'application/json' }
  if (query.api !== 'none') fetch('/api/v4/usage_data/track_event', { method: 'POST', keepalive: true, headers, body })
  if (query.snowplow === 'none') return
  const ping = { schema: schema('gitlab_service_ping/jsonschema/1-0-1'), data: { event_name: event, data_source: 'redis_hll' } }
  trackStructEvent({ category: 'packages:show', action: event, ...properties, context: [standard, ping] })
}
document.querySelector('#shadow').attachShadow({ mode: 'open' }).innerHTML =
  '<button data-event-tracking="pull_package">Pull</button>'
if (query.listener !== 'none') {
  document.addEventListener('click', (event) => {
    const [target] = event.composedPath()
    const element = target.closest('[data-event-tracking]')
    if (element) trackEvent(element.dataset.eventTracking, { label: element.dataset.eventLabel })
    if (query.removes === 'yes') element.remove()
  })
}
document.title = 'Install, ready'
</script>
`

const PAGES = { '/': PAGE, '/install': INSTALL }

/** Serves the shop on a free port, with the trackers that are installed in a folder. */
export async function servePages(folder) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://shop.test')
    if (pathname === '/api/v4/usage_data/track_event') {
      const event = JSON.parse(await text(request)).event
      response.writeHead(event === 'pull_package' ? 422 : 200).end()
      return
    }
    const tracker = TRACKERS[pathname]
    const [type, body] = tracker
      ? ['text/javascript', await readFile(join(folder, 'node_modules', tracker))]
      : ['text/html', PAGES[pathname] ?? '<title>Left</title>']
    response.writeHead(200, { 'content-type': type }).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => server.close(),
  }
}
