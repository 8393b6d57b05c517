import type { IgluSchema } from '../iglu-schema.ts'

/** The properties of a schema: those of the fields of a type, where one is given, no more and no less. */
export type Properties<Field extends string = string> = Readonly<
  Record<Field, Readonly<Record<string, unknown>>>
>

/** A schema of GitLab's registry that describes an object. */
export function gitlabSchema(
  name: string,
  version: string,
  properties: Properties,
  keywords: Readonly<Record<string, unknown>> = {},
): IgluSchema {
  return {
    self: { vendor: 'com.gitlab', name, format: 'jsonschema', version },
    type: 'object',
    properties,
    ...keywords,
  }
}

/** Text, or nothing. */
export const text = (maxLength?: number): Readonly<Record<string, unknown>> => ({
  type: ['string', 'null'],
  ...(maxLength === undefined ? {} : { maxLength }),
})

/** A count that fits into the warehouse's column, or nothing. */
export const count: Readonly<Record<string, unknown>> = {
  type: ['integer', 'null'],
  minimum: 0,
  maximum: 2_147_483_647,
}
