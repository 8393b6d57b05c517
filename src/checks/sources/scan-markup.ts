import { requireModule } from '../../foundation/index.ts'
import { type Dialect, parseScript } from './parse-script.ts'
import { type ScriptPart, scanParts } from './scan-script.ts'
import { textsOf } from './script-texts.ts'
import { joined, NOTHING, type Scanned } from './tracking-call.ts'
import { type ElementAttribute, elementCalls } from './tracking-element.ts'

const BINDING = /^(?::|v-bind:)/
/** The attributes whose value is a script: bindings, directives and slots of Vue, and handlers of HTML. */
const DIRECTIVE = /^(?:[:@#]|v-)/
const HANDLER = /^on[a-z]+$/
const SCRIPT_TYPE = /^(?:|module|(?:text|application)\/(?:java|ecma|type)script)$/i
const DIALECT_OF = new Map<string | undefined, Dialect>([
  ['ts', 'ts'],
  ['tsx', 'tsx'],
])

/** The part of a node of parse5 that is read here. */
interface MarkupNode {
  readonly attrs?: readonly { readonly name: string; readonly value: string }[]
  readonly childNodes?: readonly MarkupNode[]
  readonly content?: MarkupNode
  readonly sourceCodeLocation?: Location | null
  readonly nodeName: string
}

interface Location {
  readonly startOffset: number
  readonly endOffset: number
  readonly attrs?: Readonly<Record<string, Location>> | undefined
  readonly startTag?: Location | undefined
}

interface Attribute {
  readonly name: string
  readonly value: string
  readonly start: number
  placeOf(offset: number): number
}

/** Finds tracking in a component of Vue and in HTML: elements, handlers and scripts. */
export function scanMarkup(source: string, path: string): Scanned {
  if (!/data-event-tracking|trackEvent|trackInternalEvent/.test(source)) {
    return NOTHING
  }
  const elements = elementsOf(source)
  const calls = elements.flatMap(({ attributes }) => elementCalls(attributes.map(readAttribute)))
  const parts = /trackEvent|trackInternalEvent/.test(source)
    ? elements.flatMap(({ scripts, attributes }) => [...scripts, ...attributes.flatMap(codeOf)])
    : []
  return joined([{ calls, faults: [] }, scanParts(parts, path.endsWith('.vue'))])
}

interface MarkupElement {
  readonly attributes: readonly Attribute[]
  /** The content of a script. */
  readonly scripts: readonly ScriptPart[]
}

function elementsOf(source: string): MarkupElement[] {
  const options = { sourceCodeLocationInfo: true, scriptingEnabled: false }
  const root = requireModule('parse5').parseFragment(source, options) as MarkupNode
  const elements: MarkupElement[] = []
  const open = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.attrs) elements.push(readElement(source, node))
    open.push(...(node.childNodes ?? []), ...(node.content ? [node.content] : []))
  }
  return elements
}

function readElement(source: string, node: MarkupNode): MarkupElement {
  const { attrs = [], sourceCodeLocation: location, childNodes: [text] = [] } = node
  const places = location?.attrs ?? location?.startTag?.attrs ?? {}
  const attributes = attrs.map(({ name, value }): Attribute => {
    const { startOffset: start, endOffset: end } = places[name] ?? NOWHERE
    const at = source.slice(start, end).indexOf(value, name.length)
    // The nearest place of a value whose entities or ends of lines were replaced is that of the attribute.
    return { name, value, start, placeOf: (offset) => (at < 0 ? start : start + at + offset) }
  })
  const place = node.nodeName === 'script' && text?.sourceCodeLocation
  const attributeOf = (name: string) => attrs.find((one) => one.name === name)?.value
  if (!place || !SCRIPT_TYPE.test(attributeOf('type') ?? '')) return { attributes, scripts: [] }
  const script = {
    text: source.slice(place.startOffset, place.endOffset),
    dialect: DIALECT_OF.get(attributeOf('lang')) ?? 'js',
    placeOf: (offset: number) => place.startOffset + offset,
  }
  return { attributes, scripts: [script] }
}

const NOWHERE = { startOffset: 0, endOffset: 0 }

/** Returns an attribute with its own text, or with those of the expression that it is bound to. */
function readAttribute({ name, value, start, placeOf }: Attribute): ElementAttribute {
  const own = name.replace(BINDING, '')
  if (!own.startsWith('data-event-')) return { name, start, texts: [] }
  if (own === name) return { name, start, texts: [{ name: value, start: placeOf(0) }] }
  const tree = parseScript(value, 'ts', 'expression')
  const texts = 'cause' in tree ? [] : textsOf(tree)
  return { name: own, start, texts: texts.map((text) => ({ ...text, start: placeOf(text.start) })) }
}

/** Returns the code that an attribute runs or is bound to. */
function codeOf({ name, value: text, placeOf }: Attribute): ScriptPart[] {
  if (DIRECTIVE.test(name)) return [{ text, dialect: 'ts', kind: 'expression', placeOf }]
  return HANDLER.test(name) ? [{ text, dialect: 'js', placeOf }] : []
}
