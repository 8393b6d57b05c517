import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { loadCatalog, trackInternalEvent } from '../../../src/entries/index.ts'
import { setCatalog } from '../../../src/fakes/index.ts'
import { temporaryProject } from '../../definitions/temporary-project.ts'
import { misuseOf } from '../misuse-of.ts'

beforeEach(() => {
  const { root, remove } = temporaryProject({
    'config/events/alike.yml':
      'internal_events: true\naction: alike\nadditional_properties:\n  first_size:\n    description: a\n  first_sizes:\n    description: b\n',
    'internal-events.config.json': JSON.stringify({ undefinedEvents: ['token_usage_*'] }),
  })
  setCatalog(loadCatalog({ root }))
  onTestFinished(() => {
    setCatalog(undefined)
    remove()
  })
})

test('a declared property is no misspelling of another that is declared', async () => {
  const additionalProperties = { first_size: 1, first_sizes: 2 }
  await expect(() => trackInternalEvent('alike', { additionalProperties }))
    .toTriggerInternalEvents('alike')
    .with({ additionalProperties })
})

test.each([
  ['lable', 'label'],
  ['propery', 'property'],
  ['vlaue', 'value'],
])('%s is a misspelling of a built-in property that is not declared', (misspelt, name) => {
  const assert = () =>
    expect(() => {})
      .toTriggerInternalEvents('alike')
      .with({ additionalProperties: { [misspelt]: 1 } })
  expect(misuseOf(assert, 'INVALID_EXPECTATION')).toBe(
    `Failed to check expect(block).toTriggerInternalEvents("alike").with(…): "alike" does not declare the property "${misspelt}". Did you mean "${name}"?`,
  )
})

test('an event that is used without a definition has any properties, of any type', async () => {
  const claim = (additionalProperties: object) =>
    expect(() =>
      trackInternalEvent('token_usage_llm', { additionalProperties: { label: 5 as never, a: 1 } }),
    )
      .toTriggerInternalEvents('token_usage_llm')
      .with({ additionalProperties: { ...additionalProperties } })
  await claim({ label: 5, a: 1 })
  await claim({ lable: 5 }).never()
  await claim({ shop: 5 }).never()
})
