/** What is known of an event beside its name. */
export interface AdditionalProperties {
  readonly label?: string | null | undefined
  /** Cut to 1,000 characters. */
  readonly property?: string | null | undefined
  /** A number; AI events carry their session in it. */
  readonly value?: number | null | undefined
  /** All other keys travel as `extra` of the standard context. */
  readonly [key: string]: unknown
}

/**
 * The additional properties of an event: `label`, `property` and `value`, and `extra` for all other
 * keys. A plain object does as well.
 *
 * @example
 * ```ts
 * import { InternalEventAdditionalProperties } from 'internal-events-testing/client'
 *
 * const properties = new InternalEventAdditionalProperties({ label: 'completion', lang: 'ruby' })
 * console.log(properties.extra) // { lang: 'ruby' }
 * ```
 */
export class InternalEventAdditionalProperties {
  readonly label: string | undefined
  readonly property: string | undefined
  readonly value: number | undefined
  readonly extra: Readonly<Record<string, unknown>>

  constructor({ label, property, value, ...extra }: AdditionalProperties = {}) {
    this.label = label ?? undefined
    this.property = property ?? undefined
    this.value = value ?? undefined
    this.extra = extra
  }
}
