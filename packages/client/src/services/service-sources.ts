import type { Identifiable, Project } from '../tracking/track-internal-event.ts'

/** Returns the `currentUser` of a service. */
export function userOf(service: object): Identifiable | undefined {
  return firstOf([service], 'currentUser')
}

/** Returns the project of what a service has made, or else the service's own. */
export function projectOf(service: object, result: unknown): Project | undefined {
  return firstOf([...holdersIn(result), service], 'project')
}

/** Returns the namespace or the group of what a service has made, or else the service's own. */
export function namespaceOf(service: object, result: unknown): Identifiable | undefined {
  return [holdersIn(result), [service]]
    .flatMap((holders) => [firstOf(holders, 'namespace'), firstOf(holders, 'group')])
    .find((found) => found !== undefined)
}

/** The objects that may know: a payload and what is in it, or the result itself. */
function holdersIn(result: unknown): unknown[] {
  const { payload } = Object(result) as { payload?: unknown }
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return [result]
  return [payload, ...Object.values(payload)]
}

function firstOf(holders: readonly unknown[], key: string): Identifiable | undefined {
  return holders
    .map((holder) => (Object(holder) as Readonly<Record<string, unknown>>)[key])
    .find(isIdentifiable)
}

function isIdentifiable(value: unknown): value is Identifiable {
  const { id } = Object(value) as { id?: unknown }
  return typeof id === 'number' || typeof id === 'string'
}
