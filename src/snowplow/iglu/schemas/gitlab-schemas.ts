import {
  type ContextName,
  type ContextVersion,
  GITLAB_VENDOR,
} from '../../../../packages/client/src/entries/contexts.ts'
import type { SelfDescribingSchema } from '../iglu-schema.ts'

/** The properties of a schema: exactly the fields of a type, if one is given. */
export type Properties<Field extends string = string> = Readonly<
  Record<Field, Readonly<Record<string, unknown>>>
>

/** Makes the schemas of a context from the properties that each of its versions has. */
export function gitlabSchemas<Name extends ContextName>(
  name: Name,
  byVersion: Readonly<Record<ContextVersion<Name>, Properties>>,
  keywords: Readonly<Record<string, unknown>> = {},
): SelfDescribingSchema[] {
  return Object.entries<Properties>(byVersion).map(([version, properties]) => ({
    self: { vendor: GITLAB_VENDOR, name, format: 'jsonschema', version },
    type: 'object',
    properties,
    ...keywords,
  }))
}

/** Makes the rule of a string, which may be null. */
export const text = (maxLength?: number): Readonly<Record<string, unknown>> => ({
  type: ['string', 'null'],
  ...(maxLength === undefined ? {} : { maxLength }),
})
