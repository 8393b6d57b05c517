import { createServer } from 'node:http'
import { buildStructEvent, newTracker } from '@snowplow/node-tracker'

// A service as there are many: its tracker is made where the module is loaded, and nobody gets at it.
const tracker = newTracker(
  { namespace: 'gl', appId: 'package_downloads' },
  { endpoint: process.env['COLLECTOR_URL'] ?? 'https://collector.example.com', bufferSize: 1 },
)

export function download(type: string, projectId: number): void {
  const standard = {
    schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
    data: { environment: 'production', source: 'downloads', project_id: projectId },
  }
  const event = buildStructEvent({ category: 'Downloads', action: 'pull_package', label: type })
  tracker.track(event, [standard])
}

export const service = createServer((request, response) => {
  const [, type = '', project = ''] = request.url?.split('/') ?? []
  download(type, Number(project))
  response.end('downloaded')
})
