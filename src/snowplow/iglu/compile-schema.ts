import type Ajv from 'ajv-draft-04'
import { requireModule } from '../../foundation/index.ts'
import { boundedPattern } from './bounded-pattern.ts'
import { duplicateItems } from './duplicate-items.ts'
import type { IgluSchema } from './iglu-schema.ts'
import { isMultipleOf } from './multiple-of.ts'

/** The keywords of later drafts, which draft 4 ignores. */
const LATER = ['const', 'contains', 'propertyNames', 'if']

/** A schema as a function of data; the faults are those of its last call. */
export type CompiledSchema = ReturnType<Ajv.default['compile']>

/** Compiles schemas of draft 4 to functions. */
export class SchemaCompiler {
  /** Checks schemas alone: to compile the schema of schemas takes longer than all the rest. */
  #checker: Ajv.default | undefined

  /** @throws {Error} for a schema that is not valid, or refers to what is not there. */
  compile({ self: _, $schema: __, $async: ___, ...keywords }: IgluSchema): CompiledSchema {
    this.#checker ??= createAjv()
    this.#checker.validateSchema(keywords, true)
    // One each, since ids of schemas in one would clash.
    return createAjv().compile(keywords)
  }
}

function createAjv(): Ajv.default {
  const Draft04 = requireModule('ajv-draft-04')
  const addFormats = requireModule('ajv-formats')
  const ajv = new Draft04({
    strict: false,
    allErrors: true,
    logger: false,
    validateSchema: false,
    // Of `required: ["constructor"]`, every object would have it.
    ownProperties: true,
    code: { regExp: Object.assign(boundedPattern, { code: 'boundedPattern' }) },
  })
  addFormats(ajv)
  // Production does not know it, and ajv takes seconds for some.
  ajv.addFormat('url', true)
  for (const keyword of LATER) ajv.removeKeyword(keyword)
  replaceKeyword(ajv, 'multipleOf', 'number', (divisor: number, value: number) =>
    isMultipleOf(divisor, value) ? undefined : `must be multiple of ${divisor}`,
  )
  replaceKeyword(ajv, 'uniqueItems', 'array', (should: boolean, list: readonly unknown[]) => {
    const same = should ? duplicateItems(list) : undefined
    return same && `must NOT have duplicate items (items ## ${same.join(' and ')} are identical)`
  })
  return ajv
}

/** Gives a keyword another rule, which returns the fault of data of a type, if it has one. */
function replaceKeyword<Schema, Data>(
  ajv: Ajv.default,
  keyword: string,
  type: 'number' | 'array',
  faultOf: (schema: Schema, data: Data) => string | undefined,
): void {
  // Faults are read from the function.
  const validate = Object.assign(
    (schema: Schema, data: Data) => {
      const message = faultOf(schema, data)
      if (message !== undefined) validate.errors = [{ keyword, message, params: {} }]
      return message === undefined
    },
    { errors: [] as { keyword: string; message: string; params: object }[] },
  )
  ajv.removeKeyword(keyword).addKeyword({ keyword, type, validate })
}
