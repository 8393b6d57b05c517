import type { IgluSchema } from '../iglu-schema.ts'

export type Properties = Readonly<Record<string, Readonly<Record<string, unknown>>>>

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
