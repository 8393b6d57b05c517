import { isMapping, parseJson } from '../../foundation/index.ts'
import { callsWith, type PlacedText, type TrackingCall } from './tracking-call.ts'

/** An attribute of an element, in whatever language it is written. */
export interface ElementAttribute {
  readonly name: string
  readonly start: number
  /** The texts that it may have, as far as they are known. */
  readonly texts: readonly PlacedText[]
}

/** Returns the calls of an element with `data-event-tracking`. */
export function elementCalls(attributes: readonly ElementAttribute[]): TrackingCall[] {
  return attributes
    .filter(({ name }) => name === 'data-event-tracking')
    .flatMap(({ texts }) => callsWith(texts, attributes.flatMap(propertiesOf)))
}

function propertiesOf({ name, start, texts }: ElementAttribute): PlacedText[] {
  const [, property] = /^data-event-(label|property|value)$/.exec(name) ?? []
  if (property !== undefined) return [{ name: property, start }]
  if (name !== 'data-event-additional' || texts.length !== 1) return []
  return keysOfJson(texts[0]?.name ?? '').map((key) => ({ name: key, start }))
}

function keysOfJson(text: string): string[] {
  try {
    const content = parseJson(text)
    return isMapping(content) ? Object.keys(content) : []
  } catch {
    return []
  }
}
