// The build compiles the schemas, and puts the functions in the place of this module (tsdown.config.ts).
import { Ajv, type ValidateFunction } from 'ajv'
import eventSchema from '../../schemas/event.json' with { type: 'json' }
import metricSchema from '../../schemas/metric.json' with { type: 'json' }
import { SCHEMA_OPTIONS } from './schema-options.ts'

const ajv = new Ajv(SCHEMA_OPTIONS)

export const event: ValidateFunction = ajv.compile(eventSchema)
export const metric: ValidateFunction = ajv.compile(metricSchema)
