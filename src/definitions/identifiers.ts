/** Anything that can identify a user, project or namespace. */
export interface Identifiable {
  readonly id: number | string
}

/** A project, which may carry the namespace that is used when none is given. */
export interface Project extends Identifiable {
  readonly namespace?: Identifiable | null | undefined
}

/** The user, the project and the namespaces that an event is about. */
export interface Identifiers {
  readonly user?: Identifiable | null | undefined
  readonly project?: Project | null | undefined
  readonly namespace?: Identifiable | null | undefined
  readonly featureEnabledByNamespaceIds?: readonly (number | string)[] | null | undefined
}

/** `label` and `property` (string), `value` (number) and declared custom keys (string or number). */
export interface AdditionalProperties {
  readonly label?: string | null | undefined
  readonly property?: string | null | undefined
  readonly value?: number | null | undefined
  readonly [custom: string]: string | number | null | undefined
}
