import { COVERAGE_RUNNERS, PRIVACY_DETECTORS } from '../definitions/index.ts'
import { LEVELS } from '../fakes/index.ts'
import { isMapping, printText } from '../foundation/index.ts'

/** Returns what a report should have and has not, with the path there; `undefined` for a sound one. */
export function faultOfReport(value: unknown): string | undefined {
  try {
    checkReport(value)
    return undefined
  } catch (fault) {
    if (fault instanceof Fault) return fault.text
    throw fault
  }
}

/** Thrown at the first fault, and caught above. */
class Fault {
  readonly text: string
  constructor(path: string, wanted: string) {
    this.text = `${path} should be ${wanted}`
  }
}

type Check = (value: unknown, path: string) => void

const text = when('a text', (value) => typeof value === 'string')
const count = when(
  'a number of things',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
)
const ordinal = when(
  'a number from 1',
  (value) => Number.isSafeInteger(value) && Number(value) >= 1,
)
const flag = when('true or false', (value) => typeof value === 'boolean')
const scalar = when('a text or a number', (value) => ['string', 'number'].includes(typeof value))

const shard: Check = (value, path) => {
  object({ index: ordinal, count: ordinal })(value, path)
  const { index, count: all } = value as { index: number; count: number }
  if (index > all) throw new Fault(`${path}.index`, `at most ${all}, the number of shards`)
}

const id: Check = (value, path) => {
  object({ kind: oneOf('event', 'property', 'filter', 'metric'), name: text })(value, path)
  const { kind } = value as { kind: string }
  if (kind === 'property' || kind === 'filter') object({ property: text })(value, path)
  if (kind === 'filter') object({ value: scalar })(value, path)
}

const test = object(
  { name: text, file: text, level: oneOf(...LEVELS) },
  { line: ordinal, weak: text },
)
const entry = object(
  {
    id,
    file: text,
    line: ordinal,
    metrics: count,
    level: oneOf('none', ...LEVELS),
    weak: flag,
    tests: listOf(test),
  },
  { owner: text },
)
const run = object(
  { runner: oneOf(...COVERAGE_RUNNERS), tests: count },
  { name: text, failed: count, root: text, shard },
)

const finding = object(
  {
    detector: oneOf(...PRIVACY_DETECTORS, 'canary'),
    kind: text,
    event: text,
    field: text,
    masked: text,
    test: text,
    file: text,
  },
  { line: count },
)

const checkReport = (value: unknown): void => {
  object(
    {
      project: text,
      runs: listOf(run),
      entries: listOf(entry),
      undefinedEvents: listOf(text),
    },
    {
      root: text,
      journeys: listOf(text),
      privacyExceptions: listOf(count),
      privacyFindings: listOf(finding),
    },
  )(value, '')
}

function when(wanted: string, accepts: (value: unknown) => boolean): Check {
  return (value, path) => {
    if (!accepts(value)) throw new Fault(path, wanted)
  }
}

function oneOf(...values: readonly string[]): Check {
  return when(values.map((one) => printText(one)).join(', '), (value) =>
    values.includes(value as string),
  )
}

function listOf(check: Check): Check {
  return (value, path) => {
    if (!Array.isArray(value)) throw new Fault(path, 'a list')
    for (const [index, item] of value.entries()) check(item, `${path}[${index}]`)
  }
}

function object(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  return (value, path) => {
    if (!isMapping(value)) throw new Fault(path || 'it', 'an object')
    const at = (key: string) => (path === '' ? key : `${path}.${key}`)
    for (const [key, check] of Object.entries(required)) check(value[key], at(key))
    for (const [key, check] of Object.entries(optional)) {
      if (value[key] !== undefined) check(value[key], at(key))
    }
  }
}
