import type { ErrorObject, ValidateFunction } from 'ajv'
import type { DefinitionDocument } from './document.ts'
import { event, metric } from './validators.ts'

const VALIDATORS: Readonly<Record<DefinitionDocument['kind'], ValidateFunction>> = { event, metric }

/** Returns the errors of a document against its JSON Schema; none for one that cannot be read. */
export function schemaErrors({
  kind,
  value,
  isReadable,
}: DefinitionDocument): readonly ErrorObject[] {
  const validate = VALIDATORS[kind]
  return !isReadable || validate(value) ? [] : (validate.errors ?? [])
}
