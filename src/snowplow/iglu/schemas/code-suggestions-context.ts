import type { CodeSuggestionsContextFields } from '../../../../packages/client/src/entries/contexts.ts'
import type { SelfDescribingSchema } from '../iglu-schema.ts'
import { gitlabSchemas, type Properties } from './gitlab-schemas.ts'

const required = { type: 'integer', minimum: 0, maximum: 2_147_483_647 }
const limited = (maxLength: number) => ({ type: 'string', maxLength })
const optional = (maxLength: number) => ({ type: ['string', 'null'], maxLength })

/**
 * A request for code suggestions, with the outcome of those before it.
 *
 * Source: "Add Snowplow tracking to Model-Gateway" of the model gateway.
 */
export const CODE_SUGGESTIONS_CONTEXT: readonly SelfDescribingSchema[] = gitlabSchemas(
  'code_suggestions_context',
  {
    '1-0-0': {
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
    } satisfies Properties<keyof CodeSuggestionsContextFields>,
  },
)
