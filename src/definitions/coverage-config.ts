import { isNamePattern } from './name-pattern.ts'
import { FLAG, isText, type Setting } from './setting.ts'

/** The gates of the coverage of definitions, and where its reports go. */
export interface CoverageConfig {
  /** The least percentage of definitions with an assertion that would fail without them. */
  asserted?: CoverageThreshold
  /** The least percentage of definitions that a test tracks within a block that has an assertion. */
  seen?: CoverageThreshold
  /** The least percentage of definitions that a test tracks. */
  called?: CoverageThreshold
  /** The least percentage of asserted definitions of product groups: `'group::ide'` or `ide`. */
  groups?: Readonly<Record<string, number>>
  /**
   * The least percentage of asserted definitions by the names of events and metrics, in which `*`
   * stands for any letters. An event has its properties and filter values with it.
   */
  names?: Readonly<Record<string, number>>
  /** The events and metrics that have to be asserted, by names in which `*` stands for any letters. */
  required?: readonly string[]
  /**
   * A revision of Git: the definitions that are new since then, or whose payload or value changed,
   * have to be asserted.
   */
  newSince?: string
  /**
   * `true` where weak assertions do for `required` and `newSince` too, `false` where they do not count
   * in any gate. Default: they count in percentages alone.
   */
  allowWeak?: boolean
  /**
   * The runners whose reports are judged together. With more than one, no run is judged by itself:
   * `npx internal-events coverage merge` judges all, and needs a report of each.
   */
  runners?: readonly CoverageRunner[]
  /** The folder of reports, relative to the root. Default: `coverage/internal-events`. */
  reportsDirectory?: string
}

/** A percentage of all definitions, or one for each kind. */
export type CoverageThreshold =
  | number
  | { readonly [Kind in 'events' | 'properties' | 'filters' | 'metrics']?: number }

/** The runners that tell which definitions their tests guard. */
export const COVERAGE_RUNNERS = ['vitest', 'jest', 'playwright'] as const
/** A runner that tells which definitions its tests guard. */
export type CoverageRunner = (typeof COVERAGE_RUNNERS)[number]

const PERCENT: Setting = {
  wanted: 'a percentage from 0 to 100',
  accepts: (value) => typeof value === 'number' && value >= 0 && value <= 100,
}
const THRESHOLD: Setting = {
  wanted:
    'a percentage from 0 to 100, or an object with one for events, properties, filters, metrics',
  accepts: PERCENT.accepts,
  parts: { events: PERCENT, properties: PERCENT, filters: PERCENT, metrics: PERCENT },
}
const NAME = 'the name of an event or a metric, in which only * stands for others'

/** The rules for the keys of `coverage`. */
export const COVERAGE_SETTINGS: Readonly<Record<keyof CoverageConfig, Setting>> = {
  asserted: THRESHOLD,
  seen: THRESHOLD,
  called: THRESHOLD,
  groups: {
    wanted: 'an object with a percentage for each product group',
    accepts: () => false,
    each: PERCENT,
  },
  names: {
    wanted: `an object with a percentage for each name, which is ${NAME}`,
    accepts: () => false,
    each: PERCENT,
  },
  required: {
    wanted: `a list, each item of which is ${NAME}`,
    accepts: (value) => Array.isArray(value) && value.every(isNamePattern),
  },
  newSince: {
    wanted: 'a revision of Git, such as origin/main',
    accepts: (value) => isText(value) && value !== '',
  },
  allowWeak: FLAG,
  runners: {
    wanted: `a list of some of ${COVERAGE_RUNNERS.join(', ')}`,
    accepts: (value) =>
      Array.isArray(value) && value.every((one) => COVERAGE_RUNNERS.includes(one)),
  },
  reportsDirectory: {
    wanted: 'a folder, relative to the root',
    accepts: (value) => isText(value) && value !== '',
  },
}
