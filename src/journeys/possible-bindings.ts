import type { Bindings } from './entry-differences.ts'
import { type LabelledIds, narrowed } from './labelled-ids.ts'

/**
 * Yields the ways to read labels, the likeliest first, and `undefined` for each one that leads
 * nowhere: two labels stand for two ids, and the label with the fewest ids is read first.
 */
export function* bindingsThatServe(
  labels: readonly LabelledIds[],
  bindings: Bindings = new Map(),
): Generator<Bindings | undefined> {
  const label = fewest(labels)
  if (!label) {
    yield bindings
    return
  }
  const twins = labels.filter(({ role }) => role === label.role).length
  const free = freeIds(label, bindings)
  // Labels that may be exchanged have their ids in one order, which leaves as many for the others.
  const ids = free.slice(0, Math.max(0, free.length - twins + 1))
  if (ids.length === 0) yield undefined
  for (const id of ids) {
    const bound = new Map([...bindings, [label.label, id]])
    const others = labels.filter((other) => other !== label)
    const twin = others.find(({ role }) => role === label.role)
    yield* bindingsThatServe(
      others.map((other) =>
        other === twin ? withoutFormer(twin, label, id) : narrowed(other, label, bound),
      ),
      bound,
    )
  }
}

/** Yields ways to read the labels of a contract that does not hold, for a message about it. */
export function* bindingsThatFail(
  labels: readonly LabelledIds[],
  bindings: Bindings = new Map(),
): Generator<Bindings> {
  const label = fewest(labels)
  if (!label) {
    yield bindings
    return
  }
  const others = labels.filter((other) => other !== label)
  const ids = freeIds(label, bindings)
  if (ids.length === 0) yield* bindingsThatFail(others, bindings)
  for (const id of ids) yield* bindingsThatFail(others, new Map([...bindings, [label.label, id]]))
}

function fewest(labels: readonly LabelledIds[]): LabelledIds | undefined {
  return labels.reduce<LabelledIds | undefined>(
    (least, label) => (least && least.ids.length <= label.ids.length ? least : label),
    undefined,
  )
}

/** Returns the ids of a label that stand for no other one of its kind. */
function freeIds({ ids, kind }: LabelledIds, bindings: Bindings): readonly string[] {
  const taken = new Set(
    [...bindings].flatMap(([label, id]) => (label.startsWith(`${kind}#`) ? [id] : [])),
  )
  return ids.filter((id) => !taken.has(id))
}

/** Takes the ids up to that of a label away from one that may be exchanged with it, and is read next. */
function withoutFormer(twin: LabelledIds, { ids }: LabelledIds, id: string): LabelledIds {
  const former = new Set(ids.slice(0, ids.indexOf(id) + 1))
  return { ...twin, ids: twin.ids.filter((each) => !former.has(each)) }
}
