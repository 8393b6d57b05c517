import type { GraphQLSchema } from 'graphql'
import type { RequestHandler } from 'msw'
import { checkOptions, checkValues } from '../ai-usage-events/index.ts'
import { currentAiUsageEvents, currentRun } from '../fakes/index.ts'
import { refuseMissing } from '../foundation/index.ts'
import { type AiUsageDataSchemaOptions, SCHEMA_OPTIONS, schemaOf } from './ai-usage-data-schema.ts'
import { checkSchemaOptions, storeCheck } from './check-schema-options.ts'
import { msw } from './load-graphql.ts'
import { readOperations } from './operations.ts'
import { runOperation } from './run-operation.ts'
import { sendAlone } from './send-alone.ts'

/** The options of the handlers. */
export interface AiUsageDataHandlerOptions
  extends Partial<Omit<AiUsageDataSchemaOptions, 'registry'>> {
  /** Default: that of `useAiUsageEvents`, or the events of GitLab. */
  readonly registry?: AiUsageDataSchemaOptions['registry']
}

const TASK = 'make handlers of AI usage data'

/**
 * Makes handlers for a server of MSW 2 or 3 that answer queries of AI usage data at `/api/graphql`,
 * so that the front end of a dashboard is tested against the rows that the test tracked: those of
 * `fakes.aiUsageEvents`, of the store of `useAiUsageEventStore`, once they are flushed
 * (`flushAiUsageEvents`), in the part of it that the test reads (`where`), or all of a `store`. They
 * take requests with one operation or a list of them; each of a list that does not read `aiUsageData`
 * is sent alone, so that other handlers answer it. A request without a query of `aiUsageData` is left
 * to them, too; a field that is not of AI usage data in one is an error.
 *
 * @throws {ModuleError} `MSW_MISSING`
 * @throws {AiUsageEventError} `UNKNOWN_OPTION` and `INVALID_OPTION`
 *
 * @example
 * ```ts
 * import { fakes } from 'internal-events-testing'
 * import { aiUsageDataHandlers } from 'internal-events-testing/graphql'
 * import { setupServer } from 'msw/node'
 * import { afterAll, expect, test } from 'vitest'
 *
 * const server = setupServer(...aiUsageDataHandlers())
 * server.listen()
 * afterAll(() => server.close())
 *
 * test('a dashboard reads what was tracked', async () => {
 *   fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user: { id: 1 } })
 *   const response = await fetch('https://gitlab.example.com/api/graphql', {
 *     method: 'POST',
 *     headers: { 'content-type': 'application/json' },
 *     body: JSON.stringify({ query: '{ aiUsageData { all { nodes { event } } } }' }),
 *   })
 *   expect(await response.json()).toEqual({
 *     data: { aiUsageData: { all: { nodes: [{ event: 'TROUBLESHOOT_JOB' }] } } },
 *   })
 * })
 * ```
 */
export function aiUsageDataHandlers(options: AiUsageDataHandlerOptions = {}): RequestHandler[] {
  if ('failure' in msw) return refuseMissing('msw', 'aiUsageDataHandlers', msw.failure)
  checkOptions(TASK, options, SCHEMA_OPTIONS)
  checkSchemaOptions(TASK, options)
  if (options.store !== undefined) checkValues(TASK, [storeCheck(options.store)])
  const { http, HttpResponse } = msw
  return [
    http.post('*/api/graphql', async ({ request }) => {
      const { usedStore, aiUsageEvents } = currentRun()
      const { store = usedStore?.store ?? aiUsageEvents, registry = currentAiUsageEvents() } =
        options
      const part = options.store ? undefined : usedStore?.where
      const operations = await readOperations(request)
      if (operations === undefined) return undefined
      let schema: GraphQLSchema | undefined
      const makeSchema = () => {
        schema ??= schemaOf({ ...options, store, registry }, part)
        return schema
      }
      const answers = [operations]
        .flat()
        .map(({ usage, sent }) =>
          usage ? runOperation(makeSchema, usage) : sendAlone(request, sent),
        )
      const [first, ...others] = await Promise.all(answers)
      return HttpResponse.json(Array.isArray(operations) ? [first, ...others] : first)
    }),
  ]
}
