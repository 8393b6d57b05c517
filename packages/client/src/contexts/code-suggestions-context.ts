import type { EventContext } from './event-context.ts'
import { contextSchema } from './gitlab-contexts.ts'

/** The fields of a `code_suggestions_context`. */
export type CodeSuggestionsContextFields = {
  /** The outcome of earlier requests. */
  request_counts?: readonly {
    requests: number
    errors: number
    accepts: number
    /** Up to 32 characters. */
    lang?: string | null
    /** Up to 64 characters, as the name. */
    model_engine?: string | null
    model_name?: string | null
  }[]
  /** In characters, as the suffix. */
  prefix_length?: number
  suffix_length?: number
  /** Up to 32 characters. */
  language?: string
  /** Up to 255 characters. */
  user_agent?: string
  /** Up to 32 characters. */
  gitlab_realm?: string
}

/**
 * Builds the `code_suggestions_context`, which describes a request for code suggestions and the
 * outcome of those before it.
 *
 * Source: "Add Snowplow tracking to Model-Gateway".
 *
 * @example
 * ```ts
 * import { codeSuggestionsContext } from 'internal-events-client/contexts'
 *
 * const request_counts = [{ requests: 3, errors: 1, accepts: 2, lang: 'ruby' }]
 * const { data } = codeSuggestionsContext({ request_counts, prefix_length: 120, language: 'ruby' })
 * console.log(data.language) // ruby
 * ```
 */
export function codeSuggestionsContext(
  fields: CodeSuggestionsContextFields,
): EventContext<CodeSuggestionsContextFields> {
  return { schema: contextSchema('code_suggestions_context'), data: fields }
}
