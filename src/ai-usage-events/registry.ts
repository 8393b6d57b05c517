import type { Catalog } from '../definitions/index.ts'
import type { AiUsageFeature, RegisteredAiUsageEvent } from './ai-usage-feature.ts'
import { checkFeature, featureError } from './check-feature.ts'
import { checkOptions } from './check-options.ts'
import { isStoredEventId } from './kept-ids.ts'

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

  /**
   * With a catalog, all events have to be defined there as internal events.
   *
   * @throws {AiUsageEventError} `UNKNOWN_OPTION`
   */
  constructor(options: { catalog?: Pick<Catalog, 'events'> | undefined } = {}) {
    checkOptions('make a registry of AI usage events', options, { catalog: true })
    this.#catalog = options.catalog
  }

  get names(): string[] {
    return [...this.#events.keys()]
  }

  /** Returns the event of a name, with its id and its feature. */
  find(name: string): RegisteredAiUsageEvent | undefined {
    return this.#events.get(name)
  }

  /** Returns the name of an id, as rows of a database have it; the id as text if nobody has registered it. */
  nameOf(id: number): string {
    for (const event of this.#events.values()) if (event.id === id) return event.name
    return String(id)
  }

  /**
   * Returns the id that rows with this name have: that of the registered event or, as `nameOf`
   * writes it, one that nobody has registered; `undefined` for any other name.
   */
  idOf(name: string): number | undefined {
    const registered = this.#events.get(name)
    if (registered) return registered.id
    return isStoredEventId(name) && this.nameOf(Number(name)) === name ? Number(name) : undefined
  }

  /**
   * Registers the events of a feature, or none of them. A feature may be registered in several
   * parts, each with a transformation of its own.
   *
   * @throws {AiUsageEventError} `INVALID_FEATURE` for a name that is empty, for a name or an id that
   *   is registered, for an event that the catalog does not define as an internal one, for events without a feature and
   *   for features in features. Deprecated events need no definition, which may be gone.
   */
  registerFeature(given: AiUsageFeature): this {
    checkFeature(given)
    const { name: feature, events, deprecated = {}, transform = () => ({}) } = given
    const added = [
      ...Object.entries(events).map(([name, id]) => ({ name, id, deprecated: false })),
      ...Object.entries(deprecated).map(([name, id]) => ({ name, id, deprecated: true })),
    ]
    const known = new Map(this.#events)
    for (const event of added) {
      this.#checkEvent(feature, event, known)
      known.set(event.name, { ...event, feature, transform })
    }
    for (const [name, event] of known) this.#events.set(name, event)
    return this
  }

  #checkEvent(
    feature: string,
    { name, id, deprecated }: Pick<RegisteredAiUsageEvent, 'name' | 'id' | 'deprecated'>,
    known: ReadonlyMap<string, RegisteredAiUsageEvent>,
  ): void {
    if (!deprecated && this.#catalog && !this.#catalog.events.get(name)?.internal) {
      throw featureError(
        feature,
        `Event \`${name}\` is not defined in InternalEvents`,
        'Define it, or correct its name.',
      )
    }
    const same = known.get(name)
    if (same) {
      throw featureError(
        feature,
        `Event with name \`${name}\` was already registered, by ${same.feature}`,
        'Register it once.',
      )
    }
    const other = [...known.values()].find((registered) => registered.id === id)
    if (other) {
      throw featureError(
        feature,
        `Event with id \`${id}\` was already registered: ${other.name}`,
        'Take an id that no event has had.',
      )
    }
  }
}
