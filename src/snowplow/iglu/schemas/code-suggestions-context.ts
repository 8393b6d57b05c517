import type { IgluSchema } from '../iglu-schema.ts'
import { gitlabSchema, type Properties } from './gitlab-schema.ts'

/** The fields of a request for code suggestions. */
export interface CodeSuggestionsContextFields {
  /** The outcome of earlier requests. */
  request_counts?: readonly {
    requests: number
    errors: number
    accepts: number
    /** Up to 32 characters. */
    lang?: string | null
    /** Up to 64 characters, like the name. */
    model_engine?: string | null
    model_name?: string | null
  }[]
  /** The length in characters, like that of the suffix. */
  prefix_length?: number
  suffix_length?: number
  /** Up to 32 characters. */
  language?: string
  /** Up to 255 characters. */
  user_agent?: string
  /** Up to 32 characters. */
  gitlab_realm?: string
}

const required = { type: 'integer', minimum: 0, maximum: 2_147_483_647 }
const limited = (maxLength: number) => ({ type: 'string', maxLength })
const optional = (maxLength: number) => ({ type: ['string', 'null'], maxLength })

/**
 * A request for code suggestions, with the outcome of those before it.
 *
 * Source: "Add Snowplow tracking to Model-Gateway" of the model gateway.
 */
export const CODE_SUGGESTIONS_CONTEXT: readonly IgluSchema[] = [
  gitlabSchema('code_suggestions_context', '1-0-0', {
    request_counts: {
      type: 'array',
      items: {
        type: 'object',
        required: ['requests', 'errors', 'accepts'],
        properties: {
          requests: required,
          errors: required,
          accepts: required,
          lang: optional(32),
          model_engine: optional(64),
          model_name: optional(64),
        },
      },
    },
    prefix_length: required,
    suffix_length: required,
    language: limited(32),
    user_agent: limited(255),
    gitlab_realm: limited(32),
  } satisfies Properties<keyof CodeSuggestionsContextFields>),
]
