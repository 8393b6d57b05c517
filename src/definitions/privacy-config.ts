import { isMapping } from '../foundation/index.ts'
import { isText, type Setting } from './setting.ts'

/** The kinds of personal data that are looked for, by the names that exceptions give them. */
export const PRIVACY_DETECTORS = [
  'email',
  'token',
  'ip-address',
  'user-name',
  'page-url',
  'free-text',
  'high-entropy',
  'pseudonym',
] as const
/** A kind of personal data that is looked for. */
export type PrivacyDetector = (typeof PRIVACY_DETECTORS)[number]

/** `error`: each test is judged at its end by all that it sent. `off`: only assertions judge. */
export type PrivacyLevel = 'error' | 'off'

/** A value that may be sent, and why. Every part that is given has to fit. */
export interface PrivacyException {
  /** The kind of data. */
  detector: PrivacyDetector
  /**
   * The path of the field, in which `*` stands for any letters: as findings show it, or the additional
   * property that it comes from (`additionalProperties.label`). Default: all fields.
   */
  field?: string
  /** The names of the events, in which `*` stands for any letters. Default: all events. */
  events?: string | readonly string[]
  /** The end of the path of the test's file, in which `*` stands for any letters. Default: all files. */
  files?: string
  /** The reason, for whoever reads the configuration. */
  reason: string
}

/** The settings for finding personal data in all that tests send and count. */
export interface PrivacyConfig {
  /** Default: `error`. */
  level?: PrivacyLevel
  /** The values that may be sent. They hold for `toKeepPrivate()` as well. */
  exceptions?: readonly PrivacyException[]
  /** The length in characters from which a text with spaces counts as free text. Default: 100. */
  maxTextLength?: number
}

/** The configuration with its defaults, as it travels to workers. */
export type PrivacySettings = Required<PrivacyConfig>

/** Returns the whole settings of a configuration; `undefined` without one. */
export function privacySettings(
  config: PrivacyLevel | PrivacyConfig | undefined,
): PrivacySettings | undefined {
  if (config === undefined) return undefined
  const given = typeof config === 'string' ? { level: config } : config
  return { level: 'error', exceptions: [], maxTextLength: 100, ...given }
}

const isLevel = (value: unknown) => value === 'error' || value === 'off'

/** The rules for the values of the key `privacy`. */
export const PRIVACY: Setting & {
  readonly parts: Readonly<Record<keyof PrivacyConfig, Setting>>
} = {
  wanted: "'error', 'off' or an object",
  accepts: isLevel,
  parts: {
    level: { wanted: "'error' or 'off'", accepts: isLevel },
    exceptions: {
      wanted: `a list of objects with a detector (${PRIVACY_DETECTORS.join(', ')}), a reason, and field, events or files if not all are meant`,
      accepts: (value: unknown): boolean => Array.isArray(value) && value.every(isException),
    },
    maxTextLength: {
      wanted: 'a whole number from 1',
      accepts: (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1,
    },
  },
}

function isException(value: unknown): boolean {
  return (
    isMapping(value) &&
    (PRIVACY_DETECTORS as readonly unknown[]).includes(value['detector']) &&
    isText(value['reason']) &&
    value['reason'].trim() !== '' &&
    [value['field'], value['files']].every((text) => text === undefined || isText(text)) &&
    [value['events'] ?? []].flat().every(isText) &&
    Object.keys(value).every((key) =>
      ['detector', 'field', 'events', 'files', 'reason'].includes(key),
    )
  )
}
