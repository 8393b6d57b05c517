import type { IsAny } from '../tracking/event-register.ts'

/** The additional properties of an event. The client does not know their declarations. */
export interface EventProperties {
  readonly label?: string | null | undefined
  /** Cut to 1,000 characters: one that is longer keeps 997, and ends in `...`. */
  readonly property?: string | null | undefined
  /**
   * A number, or an id; AI events carry their session in it. It is the `session_id` of the
   * `ai_context`, and the value of the event if it is a number or the text of one: the pipeline
   * refuses an event with any other value.
   */
  readonly value?: number | string | null | undefined
  /**
   * All other keys travel as `extra` of the standard context. `workflow_id`, `workflow_type` (the
   * flow), `agent_name`, `ephemeral_5m_input_tokens`, `ephemeral_1h_input_tokens`, `cache_read` and
   * `cache_creation` are fields of the `ai_context` as well, if their types fit.
   */
  readonly [key: string]: unknown
}

/** Properties of a type without an index signature, such as an interface: not of a list or the like. */
export type OtherProperties = object &
  Pick<EventProperties, 'label' | 'property' | 'value'> & {
    readonly [Sign in SymbolConstructor[
      | 'iterator'
      | 'hasInstance'
      | 'toPrimitive'
      | 'toStringTag'
      | 'match']]?: never
  }

/** The properties that make fields of the `ai_context`, beside what a definition declares. */
type AiProperty =
  | 'workflow_id'
  | 'workflow_type'
  | 'agent_name'
  | 'ephemeral_5m_input_tokens'
  | 'ephemeral_1h_input_tokens'
  | 'cache_read'
  | 'cache_creation'

/** Properties as a generated file declares them; the value may be an id. */
type DeclaredProperties<Properties> = {
  readonly [Key in keyof Properties]: Properties[Key] | (Key extends 'value' ? string : never)
} & { readonly [Key in AiProperty]?: unknown }

/** The properties that an event is tracked with: any, unless a generated file declares them. */
export type GivenProperties<Properties> =
  IsAny<Properties> extends true
    ? InternalEventAdditionalProperties | EventProperties | OtherProperties
    : // Of the class, its built-in properties would pass for declared ones.
      Pick<InternalEventAdditionalProperties, 'extra'> | DeclaredProperties<Properties>

const BRAND = Symbol.for('internal-events-client/properties')
const { [Symbol.hasInstance]: isInstance } = Function.prototype

/**
 * Holds the additional properties of an event: `label`, `property` and `value`, and `extra` for all
 * other keys. `trackEvent` takes a plain object as well.
 *
 * @example
 * ```ts
 * import { InternalEventAdditionalProperties } from 'internal-events-client'
 *
 * const properties = new InternalEventAdditionalProperties({ label: 'completion', lang: 'ruby' })
 * console.log(properties.extra) // { lang: 'ruby' }
 * ```
 */
export class InternalEventAdditionalProperties {
  // A process may hold this class twice, as ES module and as CommonJS.
  static [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass inherits this, and tells its own.
    if (this !== InternalEventAdditionalProperties) return isInstance.call(this, value)
    return typeof value === 'object' && value !== null && BRAND in value
  }

  readonly label: string | undefined
  readonly property: string | undefined
  readonly value: number | string | undefined
  readonly extra: Readonly<Record<string, unknown>>

  constructor({ label, property, value, ...extra }: EventProperties | OtherProperties = {}) {
    this.label = label ?? undefined
    this.property = property ?? undefined
    this.value = value ?? undefined
    this.extra = extra
    Object.defineProperty(this, BRAND, { value: true })
  }
}
