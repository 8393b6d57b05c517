import type { AdditionalProperties } from '../definitions/index.ts'
import { withCode } from '../foundation/index.ts'

const TYPES = { label: 'string', property: 'string', value: 'number' } as const

/**
 * Checks the built-in properties as the front end does, with its message. Falsy values and custom
 * keys are not checked.
 *
 * @throws {Error} `WRONG_TYPE`: `<key> should be of type: <type>. Provided type is: <type>.`
 */
export function checkFrontendProperties(properties: AdditionalProperties): void {
  for (const [key, type] of Object.entries(TYPES)) {
    const value: unknown = Object.hasOwn(properties, key) ? properties[key] : undefined
    if (value && typeof value !== type) {
      const message = `${key} should be of type: ${type}. Provided type is: ${typeof value}.`
      throw withCode(new Error(message), 'WRONG_TYPE')
    }
  }
}
