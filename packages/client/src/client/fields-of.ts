import type { TrackOptions } from '../tracking/track-internal-event.ts'
import type { TrackEventOptions } from './build-event.ts'

/** Returns the options of the back end as those of the client; those left out are the request's. */
export function fieldsOf({
  project,
  namespace: ownNamespace,
  featureEnabledByNamespaceIds: enabledBy,
  category,
  additionalProperties,
  aiContext,
}: Omit<TrackOptions, 'user'>): TrackEventOptions {
  const namespace = ownNamespace ?? project?.namespace
  return {
    category,
    additionalProperties,
    aiContext,
    ...(project ? { project_id: project.id } : {}),
    ...(namespace ? { namespace_id: namespace.id } : {}),
    ...(enabledBy ? { feature_enabled_by_namespace_ids: enabledBy } : {}),
  }
}
