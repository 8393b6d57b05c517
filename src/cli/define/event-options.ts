import {
  type EventAnswers,
  faultOfAction,
  faultOfLine,
  faultOfName,
  faultOfProperty,
  faultOfText,
  IDENTIFIER_SETS,
} from '../../drafts/index.ts'
import type { DefineContext } from './define-context.ts'
import { listOf } from './define-options.ts'
import { readShared } from './shared-options.ts'
import { wrongAnswer } from './wrong-answer.ts'

const OVERWRITE = 'Give another one, or --force to overwrite that file.'

/** Reads the answers about an event that options have, before anything is asked. */
export function readEventOptions(context: DefineContext): Partial<EventAnswers> {
  const { given, repository } = context
  const { name, description, identifiers, property, classification, force } = given
  check('description', description, faultOfText)
  check('name', name, faultOfName)
  if (!force) check('name', name, (text) => faultOfAction(text, repository.eventFiles), OVERWRITE)
  return {
    ...readShared(context),
    ...(description === undefined ? {} : { description }),
    ...(name === undefined ? {} : { action: name }),
    ...(identifiers === undefined ? {} : { identifiers: readIdentifiers(identifiers) }),
    ...(property === undefined ? {} : { properties: readProperties(property) }),
    ...(classification === undefined ? {} : { isDuo: readClassification(classification) }),
  }
}

function check(
  option: string,
  text: string | undefined,
  faultOf: (text: string) => string | undefined,
  remedy?: string,
): void {
  const fault = text === undefined ? undefined : faultOf(text)
  if (fault !== undefined) throw wrongAnswer(option, text ?? '', fault, remedy)
}

/** Puts identifiers in GitLab's order. */
function readIdentifiers(text: string): readonly string[] {
  const names = text === 'none' ? [] : (listOf([text]) ?? [])
  const sorted = [...new Set(names)].sort().join()
  const set = IDENTIFIER_SETS.find(([set]) => [...set].sort().join() === sorted)
  if (set) return set[0]
  const sets = IDENTIFIER_SETS.map(([set]) => set.join(',') || 'none').join(', or ')
  throw wrongAnswer('identifiers', text, `it is not ${sets}`)
}

/** Reads `name` or `name=description`. */
function readProperties(options: readonly string[]): Map<string, string> {
  const properties = new Map<string, string>()
  for (const option of options) {
    const [name = '', ...rest] = option.split('=')
    const description = rest.join('=')
    const twice = properties.has(name) ? `${name} is given twice` : undefined
    const fault = faultOfProperty(name) ?? faultOfLine(description) ?? twice
    if (fault) throw wrongAnswer('property', option, fault)
    properties.set(name, description)
  }
  return properties
}

function readClassification(text: string): boolean {
  if (text === 'duo' || text === 'none') return text === 'duo'
  throw wrongAnswer('classification', text, 'it is neither duo nor none')
}
