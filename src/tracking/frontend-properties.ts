import type { AdditionalProperties } from '../definitions/index.ts'
import { withCode } from '../foundation/index.ts'

const TYPES = { label: 'string', property: 'string', value: 'number' } as const

/**
 * Checks the built-in properties as the front end does, with its message: inherited ones too, but
 * neither falsy values nor custom keys.
 *
 * @throws {Error} `WRONG_TYPE`: `<key> should be of type: <type>. Provided type is: <type>.`
 */
export function checkFrontendProperties(properties: AdditionalProperties): void {
  for (const [key, type] of Object.entries(TYPES)) {
    const value: unknown = properties[key]
    if (value && typeof value !== type) {
      const message = `${key} should be of type: ${type}. Provided type is: ${typeof value}.`
      throw withCode(new Error(message), 'WRONG_TYPE')
    }
  }
}

/**
 * Returns the properties that the browser sends, which knows no definitions: all own ones. A `value`
 * is sent as a number, so that null is sent as 0.
 *
 * Source: `dispatchSnowplowEvent` of GitLab's `app/assets/javascripts/tracking`.
 */
export function sentByBrowser(
  properties: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    given.flatMap(([key, value]) => {
      if (key === 'value') return [[key, Number(value)]]
      return value === null && Object.hasOwn(TYPES, key) ? [] : [[key, value]]
    }),
  )
}
