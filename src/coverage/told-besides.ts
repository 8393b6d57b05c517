import type { TestEvidence } from '../fakes/index.ts'
import { placeInFrame } from '../foundation/index.ts'
import type { PrivacyOfTest, ToldBesides } from './coverage-report.ts'
import { compareTexts } from './entry-id.ts'
import type { RelativePlace, RelativePlaces } from './relative-place.ts'

/** A test, and what it told. */
interface Telling {
  readonly name: string
  readonly file: string
  readonly evidence: TestEvidence
}

/** Returns what tests told beside their coverage; whatever is empty is left out. */
export function toldBesides(tests: readonly Telling[], places: RelativePlaces): ToldBesides {
  return sorted({
    journeys: tests.flatMap(({ evidence }) => evidence.journeys ?? []),
    privacyExceptions: tests.flatMap(({ evidence }) => evidence.privacyExceptions ?? []),
    privacyFindings: tests.flatMap(({ name, file, evidence }) =>
      (evidence.privacyFindings ?? []).map(({ frames = [], near = [], ...found }) => ({
        ...found,
        test: name,
        ...(placeOf([...frames, ...near], places) ?? places.read(file)),
      })),
    ),
  })
}

/** Merges what tests of several reports told, in whatever order. */
export function mergeBesides(reports: readonly ToldBesides[]): ToldBesides {
  return sorted({
    journeys: reports.flatMap(({ journeys = [] }) => journeys),
    privacyExceptions: reports.flatMap(({ privacyExceptions = [] }) => privacyExceptions),
    privacyFindings: reports.flatMap(({ privacyFindings = [] }) => privacyFindings),
  })
}

/** Returns the place of the first frame in the project: that of the call that tracked, where it is known. */
function placeOf(frames: readonly string[], places: RelativePlaces): RelativePlace | undefined {
  return frames
    .map(placeInFrame)
    .filter((place) => place !== undefined)
    .map((place) => places.read(place))
    .find(({ file }) => !/^\.\.\/|^[A-Za-z]:/.test(file))
}

function sorted({
  journeys,
  privacyExceptions,
  privacyFindings,
}: Required<ToldBesides>): ToldBesides {
  const findings = new Map(privacyFindings.map((found) => [keyOf(found), found]))
  return {
    ...(journeys.length > 0 && { journeys: [...new Set(journeys)].sort(compareTexts) }),
    ...(privacyExceptions.length > 0 && {
      privacyExceptions: [...new Set(privacyExceptions)].sort((one, other) => one - other),
    }),
    ...(findings.size > 0 && {
      privacyFindings: [...findings]
        .sort(([one], [other]) => compareTexts(one, other))
        .map(([, found]) => found),
    }),
  }
}

function keyOf({ file, line, test, event, field, detector, kind, masked }: PrivacyOfTest): string {
  return JSON.stringify([file, line, test, event, field, detector, kind, masked])
}
