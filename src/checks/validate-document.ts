import type { ErrorObject, ValidateFunction } from 'ajv'
import eventSchema from '../../schemas/event.json' with { type: 'json' }
import metricSchema from '../../schemas/metric.json' with { type: 'json' }
import { requireModule } from '../foundation/index.ts'
import type { DefinitionDocument } from './document.ts'

const SCHEMAS = { event: eventSchema, metric: metricSchema }

const validators = new Map<DefinitionDocument['kind'], ValidateFunction>()
const known = new WeakMap<DefinitionDocument, readonly ErrorObject[]>()

/** Returns the errors of a document against its JSON Schema; none for one that cannot be read. */
export function schemaErrors(document: DefinitionDocument): readonly ErrorObject[] {
  const before = known.get(document)
  if (before) return before
  const errors = document.isReadable ? validate(document) : []
  known.set(document, errors)
  return errors
}

function validate({ kind, value }: DefinitionDocument): readonly ErrorObject[] {
  const validator = validators.get(kind) ?? compile(kind)
  return validator(value) ? [] : (validator.errors ?? [])
}

function compile(kind: DefinitionDocument['kind']): ValidateFunction {
  const { Ajv } = requireModule('ajv')
  const ajv = new Ajv({
    allErrors: true,
    verbose: true,
    strict: false,
    validateSchema: false,
    formats: { uri: (text) => URL.canParse(text) && !/\s/.test(text) },
  })
  const validator = ajv.compile(SCHEMAS[kind])
  validators.set(kind, validator)
  return validator
}
