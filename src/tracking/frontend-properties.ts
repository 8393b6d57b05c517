import type { AdditionalProperties } from '../definitions/index.ts'
import { withCode } from '../foundation/index.ts'

const TYPES = { label: 'string', property: 'string', value: 'number' } as const

/**
 * The front end's own check of the built-in properties, with its message. Falsy values skip it,
 * and custom keys are not looked at.
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
