import { ModuleError, requireModule } from '../foundation/index.ts'

/**
 * Loads the real `@snowplow/node-tracker`, even where a runner mocks it.
 *
 * @throws {ModuleError} `TRACKER_MISSING` where version 4 is not installed.
 */
export function loadNodeTracker(): typeof import('@snowplow/node-tracker') {
  let nodeTracker: typeof import('@snowplow/node-tracker')
  try {
    nodeTracker = requireModule('@snowplow/node-tracker')
  } catch (cause) {
    throw new ModuleError(
      'TRACKER_MISSING',
      'Failed to create the tracker: @snowplow/node-tracker is not installed. Run npm install --save-dev @snowplow/node-tracker@4.',
      { cause },
    )
  }
  if (typeof nodeTracker.newTracker !== 'function') {
    throw new ModuleError(
      'TRACKER_MISSING',
      'Failed to create the tracker: the installed @snowplow/node-tracker has no newTracker, so it is older than 4. Run npm install --save-dev @snowplow/node-tracker@4.',
    )
  }
  return nodeTracker
}
