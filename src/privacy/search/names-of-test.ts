import type { TestRun } from '../../fakes/index.ts'
import { isMapping } from '../../foundation/index.ts'

/** The properties of users that tell who they are. */
const NAMES = [
  ...['name', 'username', 'email', 'publicEmail', 'public_email', 'commitEmail', 'commit_email'],
  ...['firstName', 'first_name', 'lastName', 'last_name'],
  ...['fullName', 'full_name', 'userName', 'user_name', 'displayName', 'display_name'],
]

/** The properties that make a full name together. */
const PAIRS = [
  ['firstName', 'lastName'],
  ['first_name', 'last_name'],
] as const

/** The properties of projects and namespaces that tell their place. */
const PATHS = ['fullPath', 'full_path', 'pathWithNamespace', 'path_with_namespace']

/** Names that say what a user is for, and that stand in events with another meaning. */
const GENERIC = new Set([
  ...['admin', 'administrator', 'anonymous', 'author', 'bot', 'default', 'developer', 'ghost'],
  ...['guest', 'maintainer', 'member', 'owner', 'planner', 'reporter', 'root', 'system', 'test'],
  ...['test user', 'tester', 'user', 'gitlab', 'development', 'production', 'staging', 'free'],
  ...['premium', 'ultimate', 'saas', 'web', 'api', 'cli', 'ide', 'git', 'npm', 'maven', 'docker'],
])

/** Words of names and places that stand in events with another meaning. */
const COMMON = new Set([
  ...['branch', 'button', 'chat', 'code', 'commit', 'issue', 'issues', 'java', 'list', 'menu'],
  ...['merge', 'node', 'page', 'pipeline', 'python', 'rails', 'react', 'request', 'ruby'],
  ...['runner', 'rust', 'search', 'security', 'settings'],
  ...['current', 'demo', 'display', 'dummy', 'example', 'fake', 'first', 'full', 'gitlab', 'group'],
  ...['last', 'mock', 'name', 'namespace', 'other', 'package', 'packages', 'project', 'projects'],
  ...['real', 'sample', 'some', 'team'],
])

const SHORTEST = 3
/** The letters that a word of a name has at least to be looked for alone. */
const SHORTEST_WORD = 4

/** Returns what the users are called that a test tracks with, and the user of its page. */
export function namesOfTest({ sent, page }: Pick<TestRun, 'sent' | 'page'>): string[] {
  const users = [page, ...sent].map((each) => ('user' in each ? each.user : undefined))
  const names = [...textsOf(users, NAMES), ...users.flatMap(pairedNames)]
  const telling = names.filter((name) => !GENERIC.has(name.toLowerCase()))
  return [...new Set(telling.flatMap(waysToWrite))]
}

/** Returns first and last names together; a short one is not looked for alone. */
function pairedNames(user: unknown): string[] {
  return PAIRS.flatMap((keys) => {
    const [first, last] = keys.map((key) => textOf(user, key, 1))
    return first && last ? `${first} ${last}` : []
  })
}

/** Returns a name as it is, joined to one word, and the words that tell of somebody alone. */
function waysToWrite(name: string): string[] {
  const words = name.split(/\s+/)
  if (words.length === 1) return [name]
  const telling = words.filter(
    (word) => word.length >= SHORTEST_WORD && /^\p{L}/u.test(word) && !isCommon(word),
  )
  return [name, ...['-', '.', '_', '+'].map((join) => words.join(join)), ...telling]
}

function isCommon(word: string): boolean {
  return GENERIC.has(word.toLowerCase()) || COMMON.has(word.toLowerCase())
}

/** Returns the full paths of the projects and namespaces that a test tracks with. */
export function pathsOfTest({ sent, page }: TestRun): string[] {
  const places = [page, ...sent].flatMap((each) =>
    'project' in each || 'namespace' in each
      ? [each.project, each.project?.namespace, each.namespace]
      : [],
  )
  return textsOf(places, PATHS).filter((path) => path.includes('/') || !isCommon(path))
}

function textsOf(objects: readonly unknown[], keys: readonly string[]): string[] {
  const texts = objects.flatMap((object) => keys.map((key) => textOf(object, key)))
  return [...new Set(texts.filter((text) => text !== undefined))]
}

function textOf(object: unknown, key: string, shortest: number = SHORTEST): string | undefined {
  if (!isMapping(object)) return undefined
  try {
    const text = object[key]
    return typeof text === 'string' && text.trim().length >= shortest ? text.trim() : undefined
  } catch {
    // A getter of a model may need what is gone.
    return undefined
  }
}
