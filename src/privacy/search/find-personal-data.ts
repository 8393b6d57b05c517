import type { PrivacySettings } from '../../definitions/index.ts'
import {
  type Canary,
  framesIn,
  framesOf,
  type PrivacyFinding,
  type Sent,
  type TestRun,
} from '../../fakes/index.ts'
import { findCanary } from './canary.ts'
import { countedFields } from './counted-fields.ts'
import { decodings } from './decodings.ts'
import type { Surroundings } from './detector.ts'
import { DETECTORS } from './detectors.ts'
import { mask } from './mask.ts'
import { ownerOfName } from './name-owner.ts'
import { builtInProperty } from './names-of-field.ts'
import { namesOfTest, pathsOfTest } from './names-of-test.ts'
import type { SentField } from './sent-field.ts'
import { sentFields, wrappedFields } from './sent-fields.ts'

/** The way to look for personal data; without settings, canaries alone are looked for. */
export interface Search {
  readonly settings: PrivacySettings | undefined
  readonly canaries: readonly Canary[]
  /** Tells whether an exception hides a finding, of which the next one in its value is no part. */
  isExcepted(finding: PrivacyFinding): boolean
}

/** Returns the personal data in things that a test has sent, each value of an event once. */
export function findPersonalData(
  sent: readonly Sent[],
  testRun: TestRun,
  { settings, canaries, isExcepted }: Search,
): PrivacyFinding[] {
  const surroundings = settings && {
    userNames: namesOfTest(testRun),
    ownerOf: (name: string) => ownerOfName(name, testRun),
    paths: pathsOfTest(testRun),
    maxTextLength: settings.maxTextLength,
  }
  const found = new Map<string, PrivacyFinding>()
  const find = (field: SentField) => findInField(field, surroundings, canaries)
  for (const each of sent) {
    const hits = hitsIn(each, find, canaries.length > 0)
    if (hits.length === 0) continue
    const findingOf = printedIn(each, hits.flat())
    for (const ofField of hits) {
      const hit = firstOf(ofField, (other) => isExcepted(findingOf(other)))
      if (!hit) continue
      // The same value comes by several ways: the request of the page, the payload, a second attempt.
      const identity = JSON.stringify([each.name, hit.detector, hit.text, propertyOf(hit.field)])
      if (!found.has(identity)) found.set(identity, findingOf(hit))
    }
  }
  return [...found.values()]
}

/** Returns what is found in each field that has something. */
function hitsIn(sent: Sent, find: (field: SentField) => Hit[], hasCanaries: boolean): Hit[][] {
  const hits = [...sentFields(sent), ...countedFields(sent)].map(find)
  const isKnown = hits.flat().some(({ detector }) => detector === 'canary')
  // The schemas and wrappers of what is looked at decoded.
  const wrapped = hasCanaries && !isKnown ? wrappedFields(sent).map(find) : []
  return [...hits, ...wrapped].filter((ofField) => ofField.length > 0)
}

/** Returns the function that makes findings of hits, with the name of what was sent unless it tells one. */
function printedIn(sent: Sent, hits: readonly Hit[]): (hit: Hit) => PrivacyFinding {
  const { name } = sent
  const hidesName = hits.some(({ text, field }) => name.includes(text) || tellsName(field, name))
  const event = hidesName ? mask(name) : JSON.stringify(name)
  const frames = framesOf(sent)
  return ({ text, shown, field, canary, ...kind }) => ({
    ...kind,
    event,
    field: field.path,
    masked: mask(shown),
    frames,
    ...(canary && { near: framesIn(canary.site) }),
  })
}

/** Tells whether a field, where something was found, is the name, or the path of a request that is a part of it. */
function tellsName({ value, path }: SentField, name: string): boolean {
  return value === name || (path === 'path' && name.endsWith(String(value)))
}

interface Hit extends Pick<PrivacyFinding, 'detector' | 'kind'> {
  readonly text: string
  /** The part of the value that the message tells of. */
  readonly shown: string
  readonly field: SentField
  readonly canary?: Canary
}

/** Returns all that is in a field, a canary or else the most certain first. */
function findInField(
  field: SentField,
  surroundings: Surroundings | undefined,
  canaries: readonly Canary[],
): Hit[] {
  const { value, meaning } = field
  if (typeof value !== 'string' && typeof value !== 'number') return []
  if (meaning === 'generated' && canaries.length === 0) return []
  const texts = decodings(String(value))
  const canary = findCanary(texts, canaries)
  if (canary) {
    const kind = `the canary "${canary.kind}"`
    const { value: text } = canary
    return [{ detector: 'canary', kind, text, shown: text, field, canary }]
  }
  if (!surroundings || meaning === 'generated') return []
  return texts.flatMap((text) => detect(text, field, surroundings))
}

/** The detectors of whole values: text that a program writes beside values looks like their findings. */
const OF_WHOLE_VALUES = new Set<PrivacyFinding['detector']>(['high-entropy', 'free-text'])

/** Returns what each detector finds first. */
function detect(text: string, field: SentField, surroundings: Surroundings): Hit[] {
  return DETECTORS.flatMap(({ id, kind, ofValue, find }) => {
    if (field.meaning === 'raw' && OF_WHOLE_VALUES.has(id)) return []
    const found = find(text, field, surroundings)
    if (found === undefined) return []
    const printed = typeof kind === 'string' ? kind : kind(found, surroundings)
    return [{ detector: id, kind: printed, text: found, shown: ofValue ? text : found, field }]
  })
}

/** These find a whole text, in which others may find something else. */
const CONTAINERS = new Set<PrivacyFinding['detector']>(['page-url', 'free-text'])

/** Returns the first hit of a field that no exception hides; one that is a part of what is hidden is so, too. */
function firstOf(hits: readonly Hit[], isHidden: (hit: Hit) => boolean): Hit | undefined {
  const hidden: string[] = []
  for (const hit of hits) {
    if (hidden.some((text) => text.includes(hit.text))) continue
    if (!isHidden(hit)) return hit
    if (!CONTAINERS.has(hit.detector)) hidden.push(hit.text)
  }
  return undefined
}

/** Returns the name of a property, whichever way it is sent. */
function propertyOf({ key, path }: SentField): string {
  return path.startsWith('counters[') ? path : (builtInProperty(key) ?? key)
}
