import type { AdditionalProperties } from '../../definitions/index.ts'
import { currentCatalog, currentRun } from '../../fakes/index.ts'
import { ADDITIONAL, type TrackedElement } from '../../html/index.ts'
import {
  checkCategory,
  checkFrontendProperties,
  checkTypes,
  pageCategory,
  type Silence,
  silenceOfPage,
  snowplowEnabled,
  TrackingError,
  validateFrontendEvent,
} from '../../tracking/index.ts'

const REMEDIES: Readonly<Record<string, string>> = {
  WRONG_TYPE: `Correct the type of that property in ${ADDITIONAL}.`,
  NO_CATEGORY: 'Give the body data-page, or the page a category: setPageContext({ category }).',
}

const NO_SNOWPLOW: Silence = {
  reason:
    'Snowplow does not run on the page, or its browser asks for privacy, so that clicks and loads are not tracked',
  remedy: 'Leave snowplow: false out of setPageContext, and navigator.globalPrivacyControl.',
}

/** Returns why a click on an element sends nothing, whatever the element names. */
export function silenceOfClick({ disabledBy }: TrackedElement): Silence | undefined {
  if (!disabledBy) return undefined
  return {
    reason: `${disabledBy} is disabled`,
    remedy: 'Render the element as it is when a user can click it.',
  }
}

/** Returns why the front end sends nothing for an element that names an event, if that is so. */
export function silenceOf(element: TrackedElement): Silence | undefined {
  const { event = '', additionalProperties } = element
  const properties = additionalProperties as AdditionalProperties
  try {
    checkDeclared(event, properties)
    const silence = silenceOfPage(event)
    if (silence) return silence
    if (!snowplowEnabled(currentRun().page)) return NO_SNOWPLOW
    checkFrontendProperties(properties)
    checkTypes(currentCatalog().event(event), properties)
    checkCategory(categoryOf(element))
    return undefined
  } catch (error) {
    if (error instanceof TrackingError) {
      const remedy = 'Correct the attributes of the element, or the definition of the event.'
      return { reason: `tracking refuses it: ${error.reason}`, remedy }
    }
    const { code, message } = error as Error & { code: string }
    return { reason: `the front end throws: ${message}`, remedy: REMEDIES[code] as string }
  }
}

/** Returns the category that the events of an element get. */
export function categoryOf({ dataPage }: TrackedElement): string | undefined {
  return pageCategory(currentRun().page, dataPage) ?? undefined
}

/** Checks what the definition has to declare; the browser knows no definitions, unless it is strict. */
function checkDeclared(event: string, properties: AdditionalProperties): void {
  if (!currentRun().strictFrontend) return
  const strictness = { strict: true, warn() {} }
  validateFrontendEvent(currentCatalog(), event, {}, properties, strictness)
}
