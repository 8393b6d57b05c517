import type { SelfDescribingSchema } from '../iglu-schema.ts'

/** The keywords of a schema, or of a part of one. */
export type Rule = Readonly<Record<string, unknown>>

const LARGEST = 2_147_483_647
const HEX = '[0-9a-fA-F]'

export const number: Rule = { type: 'number' }
export const flag: Rule = { type: 'boolean' }
export const time: Rule = { type: 'string', format: 'date-time' }
export const filled: Rule = { type: 'string', minLength: 1 }
export const uuid: Rule = {
  type: 'string',
  pattern: `^${HEX}{8}-${HEX}{4}-${HEX}{4}-${HEX}{4}-${HEX}{12}$`,
}

export const text = (maxLength?: number): Rule => ({
  type: 'string',
  ...(maxLength === undefined ? {} : { maxLength }),
})
export const whole = (maximum: number = LARGEST): Rule => ({ type: 'integer', minimum: 0, maximum })
export const range = (minimum: number, maximum: number = LARGEST): Rule => ({
  type: 'number',
  minimum,
  maximum,
})
export const oneOf = (values: string): Rule => ({ enum: values.split(/\s+/) })
export const listOf = (items: Rule): Rule => ({ type: 'array', items })
export const orNull = ({ type, enum: values, ...rest }: Rule): Rule => ({
  ...rest,
  ...(type === undefined ? {} : { type: [type, 'null'] }),
  ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
})

/** Gives several properties one rule. */
export function each(names: string, rule: Rule): Rule {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, rule]))
}

/** Makes the rule of an object that has the `required` keys, and none but those of `properties`. */
export function object(required: string, properties: Rule): Rule {
  const keys = required.split(' ').filter((key) => key !== '')
  return {
    type: 'object',
    properties,
    additionalProperties: false,
    ...(keys.length > 0 ? { required: keys } : {}),
  }
}

/** Makes the schemas of a vendor from their rules, by name and version, such as `timing 1-0-0`. */
export function snowplowSchemas(
  vendor: string,
  rules: Readonly<Record<string, Rule>>,
): SelfDescribingSchema[] {
  return Object.entries(rules).map(([key, rule]) => {
    const [name = '', version = ''] = key.split(' ')
    return { self: { vendor, name, format: 'jsonschema', version }, ...rule }
  })
}
