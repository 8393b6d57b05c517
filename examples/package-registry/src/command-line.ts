import { buildStructEvent, newTracker } from '@snowplow/node-tracker'

// Production code often builds its tracker where it is loaded, and exports none.
const tracker = newTracker(
  { namespace: 'gl', appId: 'package_cli' },
  { endpoint: 'https://collector.example.com' },
)

export function install(name: string): string {
  tracker.track(buildStructEvent({ category: 'CLI', action: 'pull_package', label: 'npm' }))
  return `installed ${name}`
}
