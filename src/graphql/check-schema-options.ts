import {
  checkValues,
  functionCheck,
  hasFields,
  hasMethods,
  isStoredId,
  registryCheck,
  type ValueCheck,
} from '../ai-usage-events/index.ts'

/** The options of a schema, whatever they are. */
interface GivenOptions {
  readonly registry?: unknown
  readonly namespaces?: unknown
  readonly findUser?: unknown
}

/**
 * Checks the values of a schema's options: with others it would have no rows, without a word.
 *
 * @throws {AiUsageEventError} `INVALID_OPTION`
 */
export function checkSchemaOptions(task: string, options: GivenOptions): void {
  const { registry, namespaces = {}, findUser } = options
  checkValues(task, [
    registryCheck(registry),
    ['namespaces', namespaces, hasFields(namespaces), 'Give it an object: { "gitlab-org": [3] }.'],
    functionCheck('findUser', findUser),
  ])
  for (const [path, ids] of Object.entries(namespaces as Record<string, unknown[]>)) {
    const of = `namespaces of ${JSON.stringify(path)}`
    checkValues(task, [[of, ids, Array.isArray(ids), 'Give it a list of ids.']])
    checkValues(
      task,
      ids.map((id) => namespaceCheck(`one of the ${of}`, id)),
    )
  }
}

/** Checks a store that rows are read from. */
export function storeCheck(store: unknown): ValueCheck {
  const remedy = 'Give it a store of AI usage events, which has select.'
  return ['store', store, hasMethods(store, ['select']), remedy]
}

function namespaceCheck(name: string, id: unknown): ValueCheck {
  const isId = typeof id === 'string' ? isStoredId(id) : Number.isSafeInteger(id)
  return [name, id, isId && Number(id) > 0, 'Give it an id, which is a positive whole number.']
}
