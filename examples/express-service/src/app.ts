import { buildStructEvent, newTracker } from '@snowplow/node-tracker'
import express, { type Express } from 'express'

/** Makes a service that hands on packages of another registry, and tracks that they were pulled. */
export function createApp(): Express {
  const tracker = newTracker(
    { namespace: 'gl', appId: 'package_service' },
    { endpoint: 'https://collector.example.com', bufferSize: 1 },
  )
  const app = express()

  app.get('/projects/:project/packages/:name', async ({ params }, response) => {
    const answer = await fetch(`https://registry.example.com/${params.name}`)
    if (!answer.ok) {
      response.sendStatus(answer.status)
      return
    }
    const standard = {
      schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
      data: { environment: 'production', project_id: Number(params.project) },
    }
    const event = buildStructEvent({ category: 'Packages', action: 'pull_package', label: 'npm' })
    tracker.track(event, [standard])
    response.json(await answer.json())
  })
  return app
}
