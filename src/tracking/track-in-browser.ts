import type { AdditionalProperties, Identifiers } from '../definitions/index.ts'
import { buildContexts } from '../snowplow/index.ts'
import { copyIdentifier, copyProject } from './copy-identifier.ts'
import { sentByBrowser } from './frontend-properties.ts'
import type { InternalEventsParts } from './internal-events-parts.ts'
import { checkCategory, documentCategory, pageExtra, snowplowEnabled } from './page-context.ts'
import { countingErrorOf } from './refused-call.ts'
import { sendStructEvent } from './send-struct-event.ts'
import { trackedEvent } from './tracked-event.ts'
import { validateFrontendEvent } from './validate-frontend-event.ts'

interface Posted extends Identifiers {
  readonly additionalProperties: AdditionalProperties
}

/**
 * Makes the function that tracks an event as a browser does: it posts the event to the end point that
 * counts, where the page has a user, and sends it to Snowplow by itself, also where counting fails.
 */
export function createBrowserTracking(
  parts: InternalEventsParts,
  post: (name: string, options: Posted) => void,
): (name: string, properties: AdditionalProperties, category: string | undefined) => void {
  return (name, additionalProperties, category = documentCategory(parts.page) ?? '') => {
    const { user, project, namespace } = parts.page
    const identifiers = { user, project, namespace }
    const { catalog, warn, strictFrontend: strict } = parts
    const strictness = { strict, warn }
    const definition = validateFrontendEvent(
      catalog,
      name,
      identifiers,
      additionalProperties,
      strictness,
    )
    const error =
      user == null
        ? undefined
        : countingErrorOf(() => post(name, { ...identifiers, additionalProperties }))
    const isSent = snowplowEnabled(parts.page)
    if (isSent) checkCategory(category)
    const event = {
      name,
      category,
      user: copyIdentifier(user),
      project: copyProject(project),
      namespace: copyIdentifier(namespace ?? project?.namespace),
      featureEnabledByNamespaceIds: undefined,
      additionalProperties: sentByBrowser(additionalProperties),
      source: 'frontend' as const,
    }
    const time = parts.now()
    const payload = isSent
      ? sendStructEvent(
          parts.tracker,
          event,
          buildContexts(
            definition,
            { ...event, pageExtra: pageExtra() },
            undefined,
            parts.context,
            time,
          ),
          time,
          parts.recorder,
        )
      : undefined
    const sent = trackedEvent({ ...event, payload })
    parts.recorder.record(sent)
    if (!error) return
    parts.onRefusal({ name, error, sent })
    warn(`Tracking event: ${name}, sent, but not counted: ${error.reason}`)
  }
}
