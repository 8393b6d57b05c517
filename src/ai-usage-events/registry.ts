import type { Catalog } from '../definitions/index.ts'
import type { AiUsageContext } from './ai-usage-event.ts'
import { AiUsageEventError } from './ai-usage-event-error.ts'

/** The AI usage events of one feature. */
export interface AiUsageFeature {
  readonly name: string
  /** The ids of events by their names; an id is never used again. */
  readonly events: Readonly<Record<string, number>>
  /** Events that are read but no longer stored. */
  readonly deprecated?: Readonly<Record<string, number>> | undefined
  /**
   * Returns what is stored of an event beside user, time and namespace. A `namespace_id` in it
   * names the namespace. Default: nothing.
   */
  readonly transform?: ((context: AiUsageContext) => Readonly<Record<string, unknown>>) | undefined
}

/** One registered event. */
export interface RegisteredAiUsageEvent {
  readonly name: string
  readonly id: number
  readonly feature: string
  readonly deprecated: boolean
  readonly transform: NonNullable<AiUsageFeature['transform']>
}

/**
 * The AI usage events that features have registered.
 *
 * Source: `Gitlab::Tracking::AiTracking` and `ee/lib/gitlab/analytics/ai_usage_events` of GitLab.
 *
 * @example
 * ```ts
 * import { AiUsageEventRegistry } from 'internal-events-testing/ai-usage-events'
 *
 * const registry = new AiUsageEventRegistry().registerFeature({
 *   name: 'package_summaries',
 *   events: { summarize_package: 1 },
 *   transform: ({ project }) => ({ project_id: project?.id }),
 * })
 * console.log(registry.find('summarize_package')?.id) // 1
 * ```
 */
export class AiUsageEventRegistry {
  readonly #events = new Map<string, RegisteredAiUsageEvent>()
  readonly #catalog: Pick<Catalog, 'events'> | undefined

  /** With a catalog, all events have to be defined there as internal events. */
  constructor({ catalog }: { catalog?: Pick<Catalog, 'events'> } = {}) {
    this.#catalog = catalog
  }

  get names(): string[] {
    return [...this.#events.keys()]
  }

  find(name: string): RegisteredAiUsageEvent | undefined {
    return this.#events.get(name)
  }

  /** Returns the name of an id, as rows of a database have it; the id as text if nobody has registered it. */
  nameOf(id: number): string {
    for (const event of this.#events.values()) if (event.id === id) return event.name
    return String(id)
  }

  /**
   * Registers the events of a feature, or none of them.
   *
   * @throws {AiUsageEventError} for a name or an id that is registered, and for an event that the
   *   catalog does not define.
   */
  registerFeature({ name: feature, events, deprecated = {}, transform }: AiUsageFeature): this {
    const added = [
      ...Object.entries(events).map(([name, id]) => ({ name, id, deprecated: false })),
      ...Object.entries(deprecated).map(([name, id]) => ({ name, id, deprecated: true })),
    ]
    const known = new Map(this.#events)
    for (const event of added) {
      const fail = (cause: string, remedy: string) =>
        new AiUsageEventError(
          'INVALID_FEATURE',
          `Failed to register the feature ${feature}: ${cause}. ${remedy}`,
        )
      if (this.#catalog && !this.#catalog.events.get(event.name)?.internal) {
        throw fail(
          `Event \`${event.name}\` is not defined in InternalEvents`,
          'Define it, or correct its name.',
        )
      }
      if (known.has(event.name)) {
        throw fail(
          `Event with name \`${event.name}\` was already registered, by ${known.get(event.name)?.feature}`,
          'Register it once.',
        )
      }
      const other = [...known.values()].find(({ id }) => id === event.id)
      if (other) {
        throw fail(
          `Event with id \`${event.id}\` was already registered: ${other.name}`,
          'Take an id that no event has had.',
        )
      }
      known.set(event.name, { ...event, feature, transform: transform ?? (() => ({})) })
    }
    for (const [name, event] of known) this.#events.set(name, event)
    return this
  }
}
