import type { Catalog } from '../definitions/index.ts'
import type { TrackedEvent } from '../tracking/index.ts'
import { catalogInUse } from './catalog-in-use.ts'
import { currentCatalog } from './current-catalog.ts'
import { keyOf } from './entry-key.ts'
import { EventTally } from './event-tally.ts'
import { runner } from './runner.ts'
import type { Mark, TestEvidence } from './test-evidence.ts'

/** Gathers what a test does with definitions, for the report of the run. */
export class Evidence {
  readonly #called = new EventTally()
  readonly #seen = new EventTally()
  readonly #asserted = new Map<string, Mark>()

  /** Notes events that the test has tracked. */
  noteCalled(events: readonly TrackedEvent[]): void {
    note(events, this.#called)
  }

  /** Notes events that an assertion has looked at, whatever it claims. */
  noteSeen(events: readonly TrackedEvent[]): void {
    note(events, this.#seen)
  }

  /**
   * Notes what an assertion that holds would fail without, each once in a test; `placeOf` returns where
   * it stands, and is called only for what is new.
   */
  noteAsserted(
    guarded: readonly Pick<Mark, 'entry' | 'weak'>[],
    placeOf: () => Pick<Mark, 'at'>,
  ): void {
    let place: Pick<Mark, 'at'> | undefined
    for (const { entry, weak } of guarded) {
      const key = `${keyOf(entry)} ${weak}`
      if (this.#asserted.has(key)) continue
      place ??= placeOf()
      this.#asserted.set(key, {
        entry,
        level: 'asserted',
        ...(weak === undefined ? {} : { weak }),
        ...place,
      })
    }
  }

  /**
   * Returns all that was noted, and the events that are tracked since; `undefined` for a test that has
   * touched nothing.
   */
  read(events: readonly TrackedEvent[]): TestEvidence | undefined {
    this.noteCalled(events)
    // An entry that is asserted has been seen, and one that is seen has been called.
    const told = new Set<string>()
    const marks: Mark[] = []
    const tell = (mark: Mark, key: string) => {
      told.add(key)
      marks.push(mark)
    }
    for (const mark of this.#asserted.values()) tell(mark, keyOf(mark.entry))
    for (const [level, { entries }] of [
      ['seen', this.#seen],
      ['called', this.#called],
    ] as const) {
      for (const entry of entries) {
        const key = keyOf(entry)
        if (!told.has(key)) tell({ entry, level }, key)
      }
    }
    return marks.length > 0 ? { marks } : undefined
  }
}

function note(events: readonly TrackedEvent[], tally: EventTally): void {
  if (events.length === 0) return
  const catalog = catalogAtHand()
  for (const event of events) tally.add(event, catalog)
}

/** Returns the catalog unless it would have to be loaded for this alone. */
function catalogAtHand(): Catalog | undefined {
  const { catalog } = catalogInUse()
  if (catalog || !runner().handedCatalog()) return catalog
  try {
    return currentCatalog()
  } catch {
    // Whoever needs the definitions is told of their faults.
    return undefined
  }
}
