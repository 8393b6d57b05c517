// @vitest-environment jsdom
import { flushPromises, mount } from '@vue/test-utils'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { defineComponent, h, onMounted, ref } from 'vue'
import { aiUsageDataHandlers } from '../../src/entries/graphql.ts'
import { fakes } from '../../src/entries/index.ts'

const server = setupServer(
  ...aiUsageDataHandlers({ findUser: (id) => ({ username: `u${id}`, name: `Ada ${id}` }) }),
)
beforeAll(() => server.listen())
afterAll(() => server.close())

interface Suggestion {
  readonly event: string
  readonly language: string | null
  readonly user: { readonly name: string }
}

const QUERY = `
  query codeSuggestions($fullPath: ID!, $after: String) {
    group(fullPath: $fullPath) {
      aiUsageData {
        codeSuggestionEvents(first: 2, after: $after) {
          nodes { event language user { name } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`

/** A dashboard as a front end has it: it knows nothing of tests. */
const Dashboard = defineComponent({
  props: { fullPath: { type: String, required: true } },
  setup(props) {
    const rows = ref<Suggestion[]>([])
    const next = ref<string | null>(null)
    const failure = ref('')

    async function load(): Promise<void> {
      const response = await fetch('https://gitlab.example.com/api/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          operationName: 'codeSuggestions',
          query: QUERY,
          variables: { fullPath: props.fullPath, after: next.value },
        }),
      })
      const { data, errors } = await response.json()
      failure.value = errors?.[0].message ?? ''
      const { nodes, pageInfo } = data.group.aiUsageData.codeSuggestionEvents
      rows.value.push(...nodes)
      next.value = pageInfo.hasNextPage ? pageInfo.endCursor : null
    }

    onMounted(load)
    return () =>
      h('section', [
        h('p', failure.value),
        ...rows.value.map(({ event, language, user }) =>
          h('li', `${user.name}: ${event} ${language}`),
        ),
        next.value === null ? undefined : h('button', { onClick: load }, 'More'),
      ])
  },
})

test('a dashboard shows the suggestions that were tracked, page after page', async () => {
  const start = Date.now() - 1000
  for (const [index, language] of ['ruby', 'go', 'rust'].entries()) {
    fakes.aiUsageEvents.trackEvent('code_suggestion_shown_in_ide', {
      user: { id: index + 1 },
      timestamp: start + index,
      language,
    })
  }
  fakes.aiUsageEvents.trackEvent('troubleshoot_job', { user: { id: 4 } })

  const wrapper = mount(Dashboard, { props: { fullPath: 'gitlab-org' } })
  const shown = () => wrapper.findAll('li').map((item) => item.text())
  await vi.waitFor(() => expect(shown()).toHaveLength(2))
  expect(shown()).toEqual([
    'Ada 3: CODE_SUGGESTION_SHOWN_IN_IDE rust',
    'Ada 2: CODE_SUGGESTION_SHOWN_IN_IDE go',
  ])
  await wrapper.get('button').trigger('click')
  await vi.waitFor(() => expect(shown()).toHaveLength(3))
  await flushPromises()
  expect(shown().at(-1)).toBe('Ada 1: CODE_SUGGESTION_SHOWN_IN_IDE ruby')
  expect(wrapper.find('button').exists()).toBe(false)
  expect(wrapper.get('p').text()).toBe('')
})
