import { isMapping, parseJson, requireModule } from '../../foundation/index.ts'
import { scanScript } from './scan-script.ts'
import { moved, type TrackingCall } from './tracking-call.ts'

const NAME = /^[a-z0-9_]+$/i
/** The attributes that give a property, with `:` or `v-bind:` before it or not. */
const PROPERTY = /^(?::|v-bind:)?data-event-(label|property|value)$/
const TRACKING = /^(?::|v-bind:)?data-event-tracking$/

/** The part of a node of parse5 that is read here. */
interface Node {
  readonly attrs?: readonly { readonly name: string; readonly value: string }[]
  readonly childNodes?: readonly Node[]
  readonly content?: Node
  readonly sourceCodeLocation?: Location | null
  readonly nodeName: string
  readonly value?: string
}

interface Location {
  readonly startOffset: number
  readonly attrs?: Readonly<
    Record<string, { readonly startOffset: number; readonly endOffset: number }>
  >
  readonly startTag?: Location | undefined
}

/** Finds tracking in a component of Vue, in HTML and in ERB: elements, handlers and scripts. */
export function scanMarkup(source: string): TrackingCall[] {
  if (!/data-event-tracking|trackEvent|trackInternalEvent/.test(source)) return []
  const text = withoutErb(source)
  const knowsInternalEvents = /InternalEvents/.test(source)
  const calls: TrackingCall[] = []
  const visit = (node: Node, parent: string): void => {
    calls.push(...elementOf(text, node), ...handlersOf(text, node, knowsInternalEvents))
    if (parent === 'script' && node.sourceCodeLocation) {
      calls.push(...moved(scanScript(node.value ?? ''), node.sourceCodeLocation.startOffset))
    }
    for (const child of node.childNodes ?? []) visit(child, node.nodeName)
    if (node.content) visit(node.content, node.nodeName)
  }
  const options = { sourceCodeLocationInfo: true, scriptingEnabled: false }
  visit(requireModule('parse5').parseFragment(text, options) as Node, '')
  return calls
}

/** Blanks what ERB fills in, which is unknown and no markup; lines and places stay. */
function withoutErb(source: string): string {
  let text = ''
  let done = 0
  while (true) {
    const start = source.indexOf('<%', done)
    const end = start < 0 ? -1 : source.indexOf('%>', start)
    if (end < 0) return text + source.slice(done)
    const blank = source.slice(start, end + 2).replace(/[^\n]/g, ' ')
    text += source.slice(done, start) + blank
    done = end + 2
  }
}

function elementOf(text: string, { attrs = [], sourceCodeLocation }: Node): TrackingCall[] {
  const places = placesOf(sourceCodeLocation)
  const tracking = attrs.find(({ name }) => TRACKING.test(name))
  const name = tracking && literalOf(tracking)
  if (!tracking || name === undefined || !NAME.test(name)) return []
  const at = (attribute: string) => places[attribute]?.startOffset ?? 0
  const start = text.indexOf(name, at(tracking.name) + tracking.name.length)
  const properties = attrs.flatMap((attribute) => {
    const [, property] = PROPERTY.exec(attribute.name) ?? []
    const names = property === undefined ? additionalOf(attribute) : [property]
    return names.map((one) => ({ name: one, start: at(attribute.name) }))
  })
  return [{ name, start, properties }]
}

/** Returns the text of an attribute: its own, or that of a bound one that is a text in quotes. */
function literalOf({ name, value }: { name: string; value: string }): string | undefined {
  if (!/^(?::|v-bind:)/.test(name)) return value
  return /^\s*'([^'\\]*)'\s*$/.exec(value)?.[1]
}

function additionalOf({ name, value }: { name: string; value: string }): string[] {
  if (name !== 'data-event-additional') return []
  try {
    const content = parseJson(value)
    return isMapping(content) ? Object.keys(content) : []
  } catch {
    return []
  }
}

/** Finds calls in what a component runs when something happens. */
function handlersOf(
  text: string,
  { attrs = [], sourceCodeLocation }: Node,
  knowsInternalEvents: boolean,
): TrackingCall[] {
  const places = placesOf(sourceCodeLocation)
  return attrs.flatMap(({ name, value }) => {
    const place = places[name]
    const isHandler = /^(?:@|v-on:)/.test(name) && knowsInternalEvents
    if (!isHandler || !place || !/track(?:Internal)?Event/.test(value)) return []
    const start = text.indexOf(value, place.startOffset)
    // With entities in it, places would be others.
    if (start < 0 || start > place.endOffset) return []
    const marker = '/* InternalEvents */'
    return moved(scanScript(marker + value), start - marker.length)
  })
}

function placesOf(location: Location | null | undefined): NonNullable<Location['attrs']> {
  return location?.attrs ?? location?.startTag?.attrs ?? {}
}
