import { createServer } from 'node:http'
import { buildStructEvent, gotEmitter, HttpProtocol, tracker } from 'snowplow-node-tracker-3'

// An older service, on version 3 of @snowplow/node-tracker (installed under another name here, as
// both versions are used). Sending is fire and forget.
const { hostname, port, protocol } = new URL(
  process.env['COLLECTOR_URL'] ?? 'https://collector.example.com',
)
const emitter = gotEmitter(
  hostname,
  protocol === 'http:' ? HttpProtocol.HTTP : HttpProtocol.HTTPS,
  port === '' ? undefined : Number(port),
)
const uploads = tracker(emitter, 'gl', 'package_uploads', true)

export function upload(type: string): void {
  uploads.track(buildStructEvent({ category: 'Uploads', action: 'push_package', label: type }))
  emitter.flush()
}

export const service = createServer((request, response) => {
  upload(request.url?.slice(1) ?? '')
  response.end('uploaded')
})
