/** The fields that GitLab's contracts compare; each is the field of the payload behind it. */
export const TEXT_FIELDS = {
  event_type: 'e',
  category: 'se_ca',
  action: 'se_ac',
  label: 'se_la',
  property: 'se_pr',
  platform: 'p',
} as const

export type TextField = keyof typeof TEXT_FIELDS

/** The kinds of identities, which a contract names by labels such as `user#1`. */
export const IDENTITIES = ['user', 'project', 'namespace'] as const

export type Identity = (typeof IDENTITIES)[number]

/** One event that a contract declares. A field that is not listed is not compared; `null` is absent. */
export interface JourneyEntry {
  readonly texts: Readonly<Partial<Record<TextField, string | null>>>
  readonly value?: number | null
  /** Custom properties. */
  readonly properties: Readonly<Record<string, unknown>>
  readonly identities: Readonly<Partial<Record<Identity, string | null>>>
  /** Fields of contexts, by the names of their schemas; `null` is a context that must be absent. */
  readonly contexts: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>
  /** The whole context of an experiment, as GitLab's contracts may write it. */
  readonly experimentContext?: Readonly<Record<string, unknown>> | null
  /** The exact number of times that it happens. Default: once or more; in order, or in a closed world, once. */
  readonly count?: number
  /** The line (from 1) on which it stands. */
  readonly line: number
}

/** The step by which a metric moves. */
export interface MetricStep {
  readonly step: number
  /** The line (from 1) on which it stands. */
  readonly line: number
}

/** The events and the steps of metrics that a journey has to cause: one contract, or one variant of it. */
export interface JourneyContract {
  readonly name: string
  /** The path, relative to the root. */
  readonly file: string
  /** The experiment whose context each event carries. */
  readonly experiment: string | undefined
  readonly variant: string | undefined
  /** The entries, those without an order among each other in one group. */
  readonly groups: readonly (readonly JourneyEntry[])[]
  /** True where the groups happen one after another. */
  readonly ordered: boolean
  /** True where nothing else happens. */
  readonly exact: boolean
  /** The steps by which metrics move, by their key paths. */
  readonly metrics: ReadonlyMap<string, MetricStep>
}
