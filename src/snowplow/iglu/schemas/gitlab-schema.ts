import type { IgluSchema } from '../iglu-schema.ts'

/** The properties of a schema. If the fields of a type are given, exactly these. */
export type Properties<Field extends string = string> = Readonly<
  Record<Field, Readonly<Record<string, unknown>>>
>

/** Makes a schema of GitLab's registry that describes an object. */
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

/** Makes the rule for text or null. */
export const text = (maxLength?: number): Readonly<Record<string, unknown>> => ({
  type: ['string', 'null'],
  ...(maxLength === undefined ? {} : { maxLength }),
})

/** The rule for a count that fits into the warehouse's column, or null. */
export const count: Readonly<Record<string, unknown>> = {
  type: ['integer', 'null'],
  minimum: 0,
  maximum: 2_147_483_647,
}
