import { readRegularFile, runFile, runId } from '../definitions/index.ts'
import { isMapping, parseJson, printText, shared, writeWhole } from '../foundation/index.ts'
import { type ContractPlace, journeysRoot } from './contract-place.ts'
import { JourneyError } from './journey-error.ts'
import type { JourneyTest } from './journey-test.ts'

/** The test that has recorded a contract in this run, and what it has written. */
interface Recorded {
  readonly test: string
  readonly text: string
}

/**
 * Notes that a test records a contract, for the other tests of the run, in other workers too.
 *
 * @throws {JourneyError} `RECORDED_TWICE` where another one has recorded something else.
 */
export function claimRecording(
  place: ContractPlace,
  variant: string | undefined,
  test: JourneyTest,
  text: string,
): void {
  const own = { test: testId(test), text }
  const known = recordedBefore(place, variant)
  if (known && known.test !== own.test && known.text !== text) throw recordedTwice(place, known)
  inProcess().set(keyOf(place, variant), own)
  const file = fileOf(place, variant)
  if (file === undefined) return
  try {
    writeWhole(file, JSON.stringify(own))
  } catch {
    // The cache cannot be written to; then the tests of one worker alone hear of each other.
  }
}

/**
 * Refuses a contract that does not hold because another test of this run has recorded it.
 *
 * @throws {JourneyError} `RECORDED_TWICE`.
 */
export function refuseOthersRecording(
  place: ContractPlace,
  variant: string | undefined,
  test: JourneyTest,
): void {
  const known = recordedBefore(place, variant)
  if (known && known.test !== testId(test)) throw recordedTwice(place, known)
}

function recordedBefore(place: ContractPlace, variant: string | undefined): Recorded | undefined {
  return inProcess().get(keyOf(place, variant)) ?? readMark(fileOf(place, variant))
}

function readMark(file: string | undefined): Recorded | undefined {
  if (file === undefined) return undefined
  try {
    const mark = parseJson(readRegularFile(file)?.toString() ?? '')
    return isMapping(mark) ? (mark as unknown as Recorded) : undefined
  } catch {
    return undefined
  }
}

/** Returns the file by which workers of one run hear of each other; a run that watches has no end. */
function fileOf(place: ContractPlace, variant: string | undefined): string | undefined {
  const isSure = process.env['VITEST_MODE'] !== 'WATCH' && runId().isSure
  return isSure ? runFile(journeysRoot(), `journey ${keyOf(place, variant)}`)?.path : undefined
}

function inProcess(): Map<string, Recorded> {
  return shared('recorded-journeys', () => new Map())
}

function keyOf({ path }: ContractPlace, variant: string | undefined): string {
  return JSON.stringify([path, variant])
}

function testId({ file, name }: JourneyTest): string {
  return JSON.stringify([file, name])
}

function recordedTwice({ name }: ContractPlace, { test }: Recorded): JourneyError {
  const [, other] = JSON.parse(test) as [unknown, string]
  return new JourneyError(
    'RECORDED_TWICE',
    `Failed to record journey ${printText(name)}: the test ${printText(other)} has recorded another contract of this name in this run. Give each journey a name of its own.`,
  )
}
