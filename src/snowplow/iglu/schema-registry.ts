import { BUILT_IN_SCHEMAS } from './built-in-schemas.ts'
import { SchemaCompiler } from './compile-schema.ts'
import type { IgluSchema } from './iglu-schema.ts'
import { igluUri } from './iglu-uri.ts'
import { readSchemas, SchemaError } from './read-schemas.ts'

/** The schemas that self-describing data is checked against. */
export interface SchemaOptions {
  /**
   * Globs of schemas in Iglu's layout, `<vendor>/<name>/jsonschema/<version>`, relative to the
   * working directory. They come before the built-in ones of GitLab's and Snowplow's own.
   */
  readonly schemas?: string | readonly string[] | undefined
  /** True refuses data with an unknown schema. By default it passes unchecked. */
  readonly strict?: boolean | undefined
}

/** A rule of its schema that data breaks. */
export interface SchemaViolation {
  /** The place in the data, such as `$.request_counts[0].errors`. */
  readonly path: string
  /** The fault there, such as `must be integer`. */
  readonly message: string
}

type Validate = (data: unknown) => SchemaViolation[]

/**
 * Checks self-describing data offline against the schemas that it names.
 *
 * @throws {InternalEventsError} `INVALID_SCHEMA` for a file that is not a self-describing schema.
 */
export class SchemaRegistry {
  readonly #schemas = new Map<string, IgluSchema>()
  readonly #validators = new Map<string, Validate>()
  readonly #strict: boolean
  readonly #compiler = new SchemaCompiler()

  constructor({ schemas = [], strict = false }: SchemaOptions = {}) {
    this.#strict = strict
    for (const schema of BUILT_IN_SCHEMAS) this.#schemas.set(igluUri(schema.self), schema)
    for (const { uri, schema } of readSchemas(schemas)) this.#schemas.set(uri, schema)
  }

  /** Returns the schema of a URI such as `iglu:com.gitlab/ai_context/jsonschema/1-0-2`. */
  find(uri: string): IgluSchema | undefined {
    return this.#schemas.get(uri)
  }

  violations(uri: string, data: unknown): SchemaViolation[] {
    const validate = this.#validators.get(uri) ?? this.#compile(uri)
    return validate ? validate(data) : []
  }

  /** Compiles a schema when it is first needed: of the thousands in a folder, a test sees three. */
  #compile(uri: string): Validate | undefined {
    const schema = this.#schemas.get(uri)
    if (!schema) return this.#strict ? () => [{ path: '$', message: UNKNOWN }] : undefined
    const validate = this.#validator(schema)
    this.#validators.set(uri, validate)
    return validate
  }

  #validator(schema: IgluSchema): Validate {
    try {
      const validate = this.#compiler.compile(schema)
      return (data) => {
        try {
          return validate(data) ? [] : (validate.errors ?? []).map(readError)
        } catch (error) {
          // A schema that refers to itself without end, or a pattern that explodes.
          return uncheckable(error)
        }
      }
    } catch (error) {
      return () => uncheckable(error, error instanceof SchemaError ? '' : 'its schema is invalid: ')
    }
  }
}

function uncheckable(error: unknown, cause = ''): SchemaViolation[] {
  const message = `cannot be checked, since ${cause}${(error as Error).message}`
  return [{ path: '$', message }]
}

const UNKNOWN = 'has an unknown schema'

interface AjvError {
  readonly instancePath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
  readonly message?: string | undefined
}

/** Names the field itself where one is missing or not allowed, not the object around it. */
function readError({ instancePath, keyword, params, message }: AjvError): SchemaViolation {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  switch (keyword) {
    case 'required':
      return {
        path: printPath([...path, String(params['missingProperty'])]),
        message: 'is missing',
      }
    case 'additionalProperties':
      return {
        path: printPath([...path, String(params['additionalProperty'])]),
        message: 'is not a field of the schema',
      }
    case 'enum':
      return {
        path: printPath(path),
        message: `must be one of ${(params['allowedValues'] as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`,
      }
    case 'type':
      return { path: printPath(path), message: `must be ${[params['type']].flat().join(' or ')}` }
    default:
      return { path: printPath(path), message: message ?? `breaks the rule ${keyword}` }
  }
}

function printPath(keys: readonly string[]): string {
  const steps = keys.map((key) => {
    if (/^\d+$/.test(key)) return `[${key}]`
    return /^[\w$]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`
  })
  return `$${steps.join('')}`
}
