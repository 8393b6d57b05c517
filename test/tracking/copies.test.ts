import { expect, test } from 'vitest'
import {
  AiUsageEventRegistry,
  InMemoryAiUsageEventStore,
} from '../../src/entries/ai-usage-events.ts'
import {
  fakes,
  InternalEvents,
  setPageContext,
  trackInternalEvent,
} from '../../src/entries/index.ts'

/** An event stays as it was when the objects that it was tracked with change. */
test('identifiers, namespaces and properties are copied when they are recorded', async () => {
  const user = { id: 1, name: 'Ada' }
  const project = { id: 2, namespace: { id: 3 } }
  const featureEnabledByNamespaceIds = [3]
  const additionalProperties = { label: 'npm' }
  await expect(() => {
    trackInternalEvent('pull_package', {
      user,
      project,
      featureEnabledByNamespaceIds,
      additionalProperties,
    })
    Object.assign(user, { id: 9, name: 'Bob' })
    project.id = 9
    project.namespace.id = 9
    featureEnabledByNamespaceIds.push(9)
    additionalProperties.label = 'gem'
  })
    .toTriggerInternalEvents('pull_package')
    .with({
      user: { id: 1 },
      project: { id: 2, namespace: { id: 3 } },
      featureEnabledByNamespaceIds: [3],
      additionalProperties: { label: 'npm' },
    })
  expect(fakes.journal.events[0]).toMatchObject({
    user: { id: 1, name: 'Ada' },
    namespace: { id: 3 },
  })
})

test('so is the page', () => {
  const user = { id: 1 }
  setPageContext({ user })
  InternalEvents.trackEvent('click_copy_install_command')
  user.id = 2
  expect(fakes.journal.events[0]?.user).toEqual({ id: 1 })
})

class Account {
  #id = 1
  readonly #name = 'Ada'
  get id(): number {
    return this.#id
  }
  get name(): string {
    return this.#name
  }
  rename(): void {
    this.#id = 2
  }
}
class Member extends Account {
  role = 'owner'
}

test('an object of a class keeps its class and its getters', async () => {
  const member = new Member()
  await expect(() => {
    trackInternalEvent('pull_package', { user: member })
    member.rename()
    member.role = 'guest'
  })
    .toTriggerInternalEvents('pull_package')
    .with({ user: expect.objectContaining({ id: 1, name: 'Ada', role: 'owner' }) })
  expect(fakes.journal.events[0]?.user).toBeInstanceOf(Member)
})

test('frozen objects, own getters and objects without a prototype are copied too', () => {
  const frozen = Object.freeze({ id: 2, namespace: Object.freeze({ id: 3 }) })
  const own = {
    get id() {
      return 1
    },
  }
  const bare = Object.assign(Object.create(null), { id: 4 })
  trackInternalEvent('pull_package', { user: own, project: frozen, namespace: bare })
  const { user, project, namespace } = fakes.journal.events[0] ?? {}
  expect([user?.id, project?.id, project?.namespace?.id, namespace?.id]).toEqual([1, 2, 3, 4])
})

test('an AI usage event keeps the payload that it had', () => {
  const registry = new AiUsageEventRegistry().registerFeature({
    name: 'chat',
    events: { ask: 1 },
    transform: ({ tools }) => ({ tools, first: { tools } }),
  })
  const store = new InMemoryAiUsageEventStore({ registry })
  const user = { id: 1 }
  const tools = ['grep']
  store.trackEvent('ask', { user, tools })
  user.id = 2
  tools.push('sed')
  expect(store.events[0]).toMatchObject({
    userId: 1,
    payload: { tools: ['grep'], first: { tools: ['grep'] } },
  })
})
