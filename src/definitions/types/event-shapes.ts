import type { EventDefinition } from '../index.ts'
import { type DeclaredProperty, declaredProperties } from './declared-properties.ts'
import { Interned } from './interned.ts'
import { printKey, printLiteral } from './print-key.ts'

/** The names that a generated file has for other things. */
const RESERVED = ['Amount', 'Custom', 'Events', 'Metrics', 'Register', 'Text']

/** Of a shape with more properties, the name tells the first ones alone. */
const MOST_NAMED = 4

/** The parts of an event's definition that its types tell. */
interface Shape {
  readonly properties: string
  readonly identifiers: readonly string[]
  readonly contexts: readonly string[]
}

/** The shapes of events: a declaration for each, and the name of that of each event. */
export interface EventShapes {
  readonly declarations: readonly string[]
  readonly names: ReadonlyMap<EventDefinition, string>
}

/** Returns the shapes of events. Events that are equal share one, which the compiler checks once. */
export function eventShapes(events: readonly EventDefinition[]): EventShapes {
  const taken = new Set(RESERVED)
  const declared = new Map(events.map((event) => [event, declaredProperties(event)]))
  const properties = new Interned(declared.values(), nameOfProperties, taken)
  const described = [...declared].map(
    ([event, list]) => [event, describe(event, properties.nameOf(list))] as const,
  )
  const shapes = new Interned(
    described.map(([, shape]) => shape),
    nameOfShape,
    taken,
  )
  return {
    declarations: [
      ...[...properties.all].map(([name, list]) => printProperties(name, list)),
      ...[...shapes.all].map(([name, shape]) => printShape(name, shape)),
    ],
    names: new Map(described.map(([event, shape]) => [event, shapes.nameOf(shape)])),
  }
}

function describe({ identifiers, classification }: EventDefinition, properties: string): Shape {
  return {
    properties,
    identifiers: [...identifiers].map(camelCase).sort(),
    contexts: classification === 'duo' ? ['ai_context', 'gitlab_standard'] : ['gitlab_standard'],
  }
}

function nameOfProperties(properties: readonly DeclaredProperty[]): string {
  const words = properties.slice(0, MOST_NAMED).map(({ key }) => pascalCase(key))
  const left = properties.length - words.length
  const name = `${words.join('')}${left > 0 ? `And${left}More` : ''}`
  // A name of other letters, or one that begins with a digit, would be no identifier.
  return properties.length === 0 ? 'NoProperties' : `${/^\D/.test(name) ? name : 'Other'}Properties`
}

function nameOfShape({ properties, identifiers, contexts }: Shape): string {
  const who = identifiers.map(pascalCase).join('') || 'Nobody'
  return `${properties}_${who}${contexts.includes('ai_context') ? '_Duo' : ''}`
}

function printProperties(name: string, properties: readonly DeclaredProperty[]): string {
  const lines = properties.map(({ key, type }) => `  readonly ${printKey(key)}?: ${type};\n`)
  // Any object would fit an interface without members, with properties of any name.
  const members = lines.length > 0 ? lines : ['  readonly [none]?: never;\n']
  return `export interface ${name} {\n${members.join('')}}\n`
}

function printShape(name: string, { properties, identifiers, contexts }: Shape): string {
  return `interface ${name} {
  readonly properties: ${properties};
  readonly identifiers: ${printUnion(identifiers)};
  readonly contexts: ${printUnion(contexts)};
}\n`
}

function printUnion(names: readonly string[]): string {
  return names.length > 0 ? names.map(printLiteral).join(' | ') : 'never'
}

function camelCase(name: string): string {
  const word = pascalCase(name)
  return word.charAt(0).toLowerCase() + word.slice(1)
}

function pascalCase(name: string): string {
  const words = name.match(/[A-Za-z0-9]+/g) ?? []
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
