import {
  type Difference,
  type Equal,
  fieldDifferences,
  isAsymmetric,
} from '../../assertions/index.ts'
import { isMapping } from '../../foundation/index.ts'
import { hashedUserId } from '../../snowplow/index.ts'
import type { TrackedEvent } from '../../tracking/index.ts'
import { type ExpectedEvent, type IDENTIFIERS, isIdentifier } from './expected-event.ts'

/**
 * Yields how a user, project or namespace differs. Its id decides, and what an asymmetric matcher
 * stands for; other fields of an object are not compared.
 */
export function* identifierDifferences(
  field: (typeof IDENTIFIERS)[number],
  event: TrackedEvent,
  expected: ExpectedEvent,
  equal: Equal,
  userIdSalt: string | null | undefined,
): Generator<Difference> {
  const wanted = field === 'namespace' ? expectedNamespace(event, expected) : expected[field]
  const recorded = event[field] ?? undefined
  const isSame = (id: unknown) =>
    sameId(event, recorded?.id, id, equal) ||
    (field === 'user' && isHashedUser(event, id, userIdSalt))
  if (isAsymmetric(wanted)) yield* fieldDifferences(field, recorded, wanted, equal)
  else if (!isMapping(wanted) || !recorded || !isSame(wanted['id'])) {
    if (wanted != null || recorded) yield { field, expected: wanted ?? undefined, recorded }
  } else {
    for (const [key, matcher] of matchersIn(wanted)) {
      yield* fieldDifferences(`${field}.${key}`, Reflect.get(recorded, key), matcher, equal)
    }
  }
}

/** Returns the namespace that an event should have: that of the project, if no other is given. */
export function expectedNamespace(
  event: TrackedEvent,
  { project, namespace }: ExpectedEvent,
): unknown {
  if (namespace !== undefined) return namespace
  return isAsymmetric(project) ? event.project?.namespace : project?.namespace
}

/** Reduces an identifier to what is compared of one `like` it; returns other fields as they are. */
export function shownIdentifier(field: string, value: unknown, like: unknown = value): unknown {
  if (!isIdentifier(field) || !isMapping(value) || !('id' in value)) return value
  const others = isMapping(like) ? matchersIn(like) : []
  return Object.fromEntries([
    ['id', value['id']],
    ...others.flatMap(([key]) => (key in value ? [[key, value[key]]] : [])),
  ])
}

/** Returns the fields besides the id that are asymmetric matchers. */
function matchersIn(wanted: Readonly<Record<string, unknown>>): [key: string, matcher: unknown][] {
  const isCompared = (key: string, value: unknown) =>
    key !== 'id' && key !== 'namespace' && isAsymmetric(value)
  return Object.entries(wanted).filter(([key, value]) => isCompared(key, value))
}

function sameId(event: TrackedEvent, recorded: unknown, wanted: unknown, equal: Equal): boolean {
  if (event.source !== 'tracker')
    return isAsymmetric(wanted) ? equal(recorded, wanted) : recorded === wanted
  // On the wire ids have lost their type.
  const text = String(recorded)
  if (isAsymmetric(wanted)) {
    return equal(recorded, wanted) || (String(Number(text)) === text && equal(Number(text), wanted))
  }
  return text === String(wanted)
}

/** Tells whether an event carries, instead of the wanted user's id, the hash that an instance sends. */
function isHashedUser(
  event: TrackedEvent,
  wanted: unknown,
  salt: string | null | undefined,
): boolean {
  if (event.source !== 'tracker' || (typeof wanted !== 'number' && typeof wanted !== 'string')) {
    return false
  }
  return event.user?.id === hashedUserId(wanted, salt)
}
