import { join } from 'node:path'
import { readMappings, readRegularText } from '../../definitions/index.ts'
import type { Conventions } from './conventions.ts'
import { type KnownEvent, readKnownEvent } from './known-event.ts'
import { type KnownMetric, readKnownMetrics } from './known-metric.ts'
import { type Ownership, readOwnership, type Stages } from './ownership.ts'

/** The definitions that a repository has already, read when they are first asked for. */
export class Repository {
  readonly conventions: Conventions
  readonly #stages: Stages | undefined
  readonly #tell: (fault: string) => void
  #events: readonly KnownEvent[] | undefined
  #metrics: readonly KnownMetric[] | undefined
  #ownership: Ownership | undefined

  /**
   * @param stages GitLab's own list of groups, if there is a copy of it.
   * @param tell Told of definitions that cannot be read.
   */
  constructor(
    conventions: Conventions,
    {
      stages,
      tell,
    }: { readonly stages: Stages | undefined; readonly tell: (fault: string) => void },
  ) {
    this.conventions = conventions
    this.#stages = stages
    this.#tell = tell
  }

  /** All events, removed ones too. */
  get events(): readonly KnownEvent[] {
    const { root, globs } = this.conventions
    this.#events ??= readMappings(root, globs.event, this.#tell).flatMap(
      (mapping) => readKnownEvent(mapping) ?? [],
    )
    return this.#events
  }

  /** The events that a metric may count: those that are defined once, and are not removed. */
  get countableEvents(): readonly KnownEvent[] {
    const counts = new Map<string, number>()
    for (const { action } of this.events) counts.set(action, (counts.get(action) ?? 0) + 1)
    return this.events.filter(({ action, isRemoved }) => !isRemoved && counts.get(action) === 1)
  }

  get metrics(): readonly KnownMetric[] {
    const { root, globs } = this.conventions
    this.#metrics ??= readMappings(root, globs.metric, this.#tell).flatMap(readKnownMetrics)
    return this.#metrics
  }

  /** The files of all events by name. */
  get eventFiles(): ReadonlyMap<string, string> {
    return new Map(this.events.map(({ action, file }) => [action, file]))
  }

  get keyPaths(): ReadonlySet<string> {
    return new Set(this.metrics.map(({ keyPath }) => keyPath))
  }

  get ownership(): Ownership {
    this.#ownership ??= readOwnership(this.conventions.root, this.#stages, this.events)
    return this.#ownership
  }

  /** Returns the text of a file, or `undefined` where there is none. */
  contentOf(path: string): string | undefined {
    try {
      return readRegularText(join(this.conventions.root, path))
    } catch {
      return undefined
    }
  }

  /** Reads all definitions anew, when one has been written. */
  reload(): void {
    this.#events = undefined
    this.#metrics = undefined
    this.#ownership = undefined
  }
}
