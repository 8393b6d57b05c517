import { buildStructEvent } from '@snowplow/node-tracker'
import { fakes, trackInternalEvent } from '../../../src/entries/index.ts'

export const user = { id: 1, name: 'Ada' }
export const project = { id: 2, namespace: { id: 3 } }

export function pull(options: Parameters<typeof trackInternalEvent>[1] = { user, project }): void {
  trackInternalEvent('pull_package', options)
}

export function pullTwice(): void {
  pull()
  pull()
}

/** Sends the event through a tracker of its own, with properties that nobody declares. */
export function sendExtra(extra: Record<string, unknown>, label?: string): void {
  fakes.tracker.track(
    buildStructEvent({ category: 'ci', action: 'pull_package', ...(label && { label }) }),
    [
      {
        schema: 'iglu:com.gitlab/gitlab_standard/jsonschema/1-1-7',
        data: { environment: 'test', extra },
      },
    ],
  )
}
