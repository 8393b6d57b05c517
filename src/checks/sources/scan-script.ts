import type { JSXOpeningElement, Node } from '@babel/types'
import { type Dialect, nodesOf, parseScript } from './parse-script.ts'
import { propertiesOf, textsOf } from './script-texts.ts'
import {
  callsWith,
  joined,
  moved,
  NOTHING,
  type Scanned,
  type TrackingCall,
} from './tracking-call.ts'
import { elementCalls } from './tracking-element.ts'
import { TrackingNames } from './tracking-names.ts'

/** A script, or an expression of a template, with its place in the file. */
export interface ScriptPart {
  readonly text: string
  readonly dialect: Dialect
  readonly kind?: 'expression'
  placeOf(offset: number): number
}

const TRACKING = /trackEvent|trackInternalEvent|data-event-tracking/

const DIALECTS: readonly (readonly [RegExp, Dialect])[] = [
  [/\.[cm]?ts$/, 'ts'],
  [/\.tsx$/, 'tsx'],
  [/./, 'js'],
]

/** Finds tracking in a file of JavaScript or TypeScript: calls, and elements of JSX. */
export function scanScript(source: string, path: string): Scanned {
  if (!TRACKING.test(source)) return NOTHING
  const [, dialect = 'js'] = DIALECTS.find(([pattern]) => pattern.test(path)) ?? []
  return scanParts([{ text: source, dialect, placeOf: (offset) => offset }], false)
}

/** Finds tracking in all scripts of a file, which share their names. */
export function scanParts(parts: readonly ScriptPart[], isComponent: boolean): Scanned {
  const parsed = parts.map(({ text, dialect, kind, placeOf }) => {
    const tree = parseScript(text, dialect, kind)
    // A script that does not parse matters only where it may track.
    return 'cause' in tree
      ? { nodes: [], faults: TRACKING.test(text) ? [tree] : [], placeOf }
      : { nodes: [...nodesOf(tree)], faults: [], placeOf }
  })
  const names = new TrackingNames(
    parsed.flatMap(({ nodes }) => nodes),
    isComponent,
  )
  const found = parsed.map(({ nodes, faults, placeOf }) =>
    moved({ calls: nodes.flatMap((node) => callsOf(node, names)), faults }, placeOf),
  )
  return joined(found)
}

function callsOf(node: Node, names: TrackingNames): TrackingCall[] {
  if (node.type === 'JSXOpeningElement') return elementOf(node)
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return []
  const role = names.roleOf(node.callee)
  if (role !== 'trackEvent' && role !== 'trackInternalEvent') return []
  const [event, options] = node.arguments
  const additional =
    role === 'trackEvent'
      ? options
      : propertiesOf(options).find(({ name }) => name === 'additionalProperties')?.value
  return callsWith(textsOf(event), propertiesOf(additional))
}

function elementOf({ attributes }: JSXOpeningElement): TrackingCall[] {
  return elementCalls(
    attributes.flatMap((attribute) => {
      if (attribute.type !== 'JSXAttribute' || attribute.name.type !== 'JSXIdentifier') return []
      const { name, value, start } = { ...attribute, name: attribute.name.name }
      const expression = value?.type === 'JSXExpressionContainer' ? value.expression : value
      return [{ name, start: start ?? 0, texts: textsOf(expression) }]
    }),
  )
}
