import type { TestRun } from '../../fakes/index.ts'
import { namesOfTest } from './names-of-test.ts'

/** Returns whom a name of the test belongs to: `user 3`. An id that is not a number may tell a name, too. */
export function ownerOfName(name: string, { sent, page }: TestRun): string {
  const users = [page, ...sent].flatMap((each) => ('user' in each ? (each.user ?? []) : []))
  const owner = users.find((user) => namesOfTest({ sent: [], page: { user } }).includes(name))
  return owner && /^\d+$/.test(String(owner.id)) ? `user ${owner.id}` : 'a user of the test'
}
