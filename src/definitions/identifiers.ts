import type { Mapping } from '../foundation/index.ts'

/** Anything that can identify a user, project or namespace. */
export interface Identifiable {
  readonly id: number | string
}

/** A project, which may carry the namespace that is used when none is given. */
export interface Project extends Identifiable {
  readonly namespace?: Model<Identifiable> | null | undefined
}

/**
 * A model of the application: beside what its type names, an object literal may have its other fields,
 * as a variable may.
 */
export type Model<Fields extends Identifiable> =
  | Fields
  | (Fields & Readonly<Record<string, unknown>>)

/** The user, the project and the namespaces that an event is about. */
export interface Identifiers {
  readonly user?: Model<Identifiable> | null | undefined
  readonly project?: Model<Project> | null | undefined
  readonly namespace?: Model<Identifiable> | null | undefined
  readonly featureEnabledByNamespaceIds?: readonly (number | string)[] | null | undefined
}

interface BuiltInProperties {
  readonly label?: string | null | undefined
  readonly property?: string | null | undefined
  readonly value?: number | null | undefined
}

type PropertyValue = string | number | null | undefined

/** `label` and `property` (string), `value` (number) and declared custom keys (string or number). */
export interface AdditionalProperties extends BuiltInProperties {
  readonly [custom: string]: PropertyValue
}

/**
 * The shape that additional properties of another type must have: an interface has no index
 * signature, so TypeScript does not take it for `AdditionalProperties`.
 */
export type PropertiesLike<Given> = Mapping &
  BuiltInProperties & {
    // Renamed, though to the same: of a list, only the items would be looked at.
    readonly [Key in keyof Given as Key]: PropertyValue
  }
