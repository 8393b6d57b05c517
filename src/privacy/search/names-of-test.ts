import type { TestRun } from '../../fakes/index.ts'
import { isMapping } from '../../foundation/index.ts'

/** The properties of users that tell who they are. */
const NAMES = [
  ...['name', 'username', 'email', 'publicEmail', 'public_email', 'commitEmail', 'commit_email'],
  ...['firstName', 'first_name', 'lastName', 'last_name'],
]

/** The properties of projects and namespaces that tell their place. */
const PATHS = ['fullPath', 'full_path', 'pathWithNamespace', 'path_with_namespace']

/** Names that say what a user is for, and that stand in events with another meaning. */
const GENERIC = new Set([
  ...['admin', 'administrator', 'anonymous', 'author', 'bot', 'default', 'developer', 'ghost'],
  ...['guest', 'maintainer', 'member', 'owner', 'planner', 'reporter', 'root', 'system', 'test'],
  ...['test user', 'tester', 'user', 'gitlab', 'development', 'production', 'staging', 'free'],
  ...['premium', 'ultimate', 'saas', 'web', 'api', 'cli', 'ide', 'git', 'npm', 'maven', 'docker'],
])

const SHORTEST = 3

/** Returns what the users are called that a test tracks with, and the user of its page. */
export function namesOfTest({ sent, page }: TestRun): string[] {
  const users = [page, ...sent].map((each) => ('user' in each ? each.user : undefined))
  return textsOf(users, NAMES).filter((name) => !GENERIC.has(name.toLowerCase()))
}

/** Returns the full paths of the projects and namespaces that a test tracks with. */
export function pathsOfTest({ sent, page }: TestRun): string[] {
  const places = [page, ...sent].flatMap((each) =>
    'project' in each || 'namespace' in each
      ? [each.project, each.project?.namespace, each.namespace]
      : [],
  )
  return textsOf(places, PATHS).filter((path) => path.includes('/'))
}

function textsOf(objects: readonly unknown[], keys: readonly string[]): string[] {
  const texts = objects.flatMap((object) => keys.map((key) => textOf(object, key)))
  return [...new Set(texts.filter((text) => text !== undefined))]
}

function textOf(object: unknown, key: string): string | undefined {
  if (!isMapping(object)) return undefined
  try {
    const text = object[key]
    return typeof text === 'string' && text.trim().length >= SHORTEST ? text.trim() : undefined
  } catch {
    // A getter of a model may need what is gone.
    return undefined
  }
}
