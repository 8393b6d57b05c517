/** The rule for the value of a key of the configuration. */
export interface Setting {
  readonly wanted: string
  accepts(value: unknown): boolean
  /** The keys of an object, if the value may be one. */
  readonly parts?: Readonly<Record<string, Setting>>
  /** The values of an object whose keys are checked elsewhere. */
  readonly each?: Setting
}

export const GLOBS: Setting = {
  wanted: 'a glob or a list of globs',
  accepts: (value) => (Array.isArray(value) ? value : [value]).every(isText),
}
export const FLAG: Setting = {
  wanted: 'true or false',
  accepts: (value) => typeof value === 'boolean',
}

/** Tells whether a value is a text. */
export function isText(value: unknown): value is string {
  return typeof value === 'string'
}
