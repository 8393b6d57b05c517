import { isAsymmetric } from '../../assertions/index.ts'
import { isMapping } from '../../foundation/index.ts'
import type { ExpectedEvent } from './expected-event.ts'

/** Leaves out what is `undefined` in the properties and contexts of an expectation. */
export function withoutUndefined(expected: ExpectedEvent): ExpectedEvent {
  const { additionalProperties, standardContext, aiContext, contexts } = expected
  return {
    ...expected,
    additionalProperties: definedFields(additionalProperties),
    standardContext: definedFields(standardContext),
    aiContext: definedFields(aiContext),
    contexts: contexts?.map((context) => ({ ...context, data: definedFields(context.data) })),
  }
}

/** Returns the fields of an object that are not `undefined`; other expectations as they are. */
export function definedFields<Fields>(fields: Fields): Fields {
  if (!isMapping(fields) || isAsymmetric(fields)) return fields
  const defined = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(defined) as Fields
}
