import type { EventContext } from '../../packages/client/src/entries/contexts.ts'
import { ContextError } from './context-error.ts'
import { type SchemaOptions, SchemaRegistry } from './iglu/index.ts'

let builtIn: SchemaRegistry | undefined

/**
 * Checks a context offline against the schema that it names: one of GitLab's, or one of your own
 * `schemas` (globs in Iglu's layout). An unknown schema passes, unless `strict`.
 *
 * @throws {ContextError} naming the schema, and each field with the rule that it breaks.
 * @throws {InternalEventsError} `INVALID_SCHEMA` for a file that is not a self-describing schema.
 *
 * @example
 * ```ts
 * import { validateContext } from 'internal-events-testing/contexts'
 *
 * validateContext({
 *   schema: 'iglu:com.gitlab/gitlab_service_ping/jsonschema/1-0-1',
 *   data: { data_source: 'redis_hll', event_name: 'pull_package' },
 * })
 * ```
 */
export function validateContext(context: EventContext<unknown>, options?: SchemaOptions): void {
  builtIn ??= new SchemaRegistry()
  const registry = options ? new SchemaRegistry(options) : builtIn
  const violations = registry.violations(context.schema, context.data)
  if (violations.length === 0) return
  const cause = violations.map(({ path, message }) => `${path} ${message}`).join('; ')
  throw new ContextError(
    'INVALID_CONTEXT',
    `Failed to check the context ${context.schema}: ${cause}. Correct ${violations.length > 1 ? 'these fields' : 'this field'}, or name the version of the schema that has ${violations.length > 1 ? 'them' : 'it'}.`,
  )
}
