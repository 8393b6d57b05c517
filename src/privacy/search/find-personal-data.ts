import type { PrivacySettings } from '../../definitions/index.ts'
import {
  type Canary,
  framesOf,
  type PrivacyFinding,
  type Sent,
  type TestRun,
} from '../../fakes/index.ts'
import { findCanary } from './canary.ts'
import { countedFields } from './counted-fields.ts'
import type { Surroundings } from './detector.ts'
import { DETECTORS } from './detectors.ts'
import { mask } from './mask.ts'
import { builtInProperty } from './names-of-field.ts'
import { namesOfTest, pathsOfTest } from './names-of-test.ts'
import type { SentField } from './sent-field.ts'
import { sentFields } from './sent-fields.ts'

/** How to look for personal data; without settings, canaries alone are looked for. */
export interface Search {
  readonly settings: PrivacySettings | undefined
  readonly canaries: readonly Canary[]
}

/** Returns the personal data in things that a test has sent, each value of an event once. */
export function findPersonalData(
  sent: readonly Sent[],
  testRun: TestRun,
  { settings, canaries }: Search,
): PrivacyFinding[] {
  const surroundings = settings && {
    userNames: namesOfTest(testRun),
    paths: pathsOfTest(testRun),
    maxTextLength: settings.maxTextLength,
  }
  const found = new Map<string, PrivacyFinding>()
  for (const each of sent) {
    const fields = [...sentFields(each), ...countedFields(each)]
    const hits = fields.flatMap((field) => findInField(field, surroundings, canaries) ?? [])
    const hidesName = hits.some(({ text }) => each.name.includes(text))
    const frames = hits.length > 0 ? framesOf(each) : []
    const event = hidesName ? mask(each.name) : JSON.stringify(each.name)
    for (const { text, field, ...kind } of hits) {
      const finding = { ...kind, event, field: field.path, masked: mask(text), frames }
      // The same value comes by several ways: the request of the page, the payload, a second attempt.
      const identity = JSON.stringify([each.name, kind.detector, text, propertyOf(field)])
      if (!found.has(identity)) found.set(identity, finding)
    }
  }
  return [...found.values()]
}

interface Hit extends Pick<PrivacyFinding, 'detector' | 'kind'> {
  readonly text: string
  readonly field: SentField
}

function findInField(
  field: SentField,
  surroundings: Surroundings | undefined,
  canaries: readonly Canary[],
): Hit | undefined {
  const { value, meaning } = field
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value)
  const canary = findCanary(text, canaries)
  if (canary) {
    const kind = `the canary "${canary.kind}"`
    return { detector: 'canary', kind, text: canary.value, field }
  }
  if (!surroundings || meaning === 'generated') return undefined
  return detect(text, field, surroundings) ?? detect(decoded(text), field, surroundings)
}

/** Returns what the first detector finds that finds something. */
function detect(
  text: string | undefined,
  field: SentField,
  surroundings: Surroundings,
): Hit | undefined {
  if (text === undefined) return undefined
  for (const { id, kind, find } of DETECTORS) {
    const found = find(text, field, surroundings)
    if (found === undefined) continue
    const printed = typeof kind === 'string' ? kind : kind(found)
    return { detector: id, kind: printed, text: found, field }
  }
  return undefined
}

/** Returns a text as it was before it became part of a URL, where that is another one. */
function decoded(text: string): string | undefined {
  if (!/%[0-9a-f]{2}/i.test(text)) return undefined
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Returns the name of a property, whichever way it is sent. */
function propertyOf({ key, path }: SentField): string {
  return path.startsWith('counters[') ? path : (builtInProperty(key) ?? key)
}
