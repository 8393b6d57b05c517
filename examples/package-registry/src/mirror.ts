import { buildStructEvent, type Tracker } from '@snowplow/node-tracker'

/** A mirror of a registry, which sends its events through a tracker that it is given. */
export class Mirror {
  readonly #tracker: Tracker

  constructor(tracker: Tracker) {
    this.#tracker = tracker
  }

  serve(type: string, projectId: number): void {
    const standard = {
      schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
      data: { environment: 'production', source: 'mirror', project_id: projectId },
    }
    const event = buildStructEvent({ category: 'Mirror', action: 'pull_package', label: type })
    this.#tracker.track(event, [standard])
  }
}
