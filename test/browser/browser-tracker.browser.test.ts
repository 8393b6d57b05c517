import { newTracker, trackPageView, trackStructEvent } from '@snowplow/browser-tracker'
import { expect, inject, test } from 'vitest'

const url = inject('collectorUrl')

test.each(['post', 'get'] as const)(
  'the tracker of a page sends across origins by %s',
  async (eventMethod) => {
    const namespace = `${url}/t/${eventMethod}`
    localStorage.clear()
    newTracker(eventMethod, namespace, { appId: 'shop', eventMethod })
    trackStructEvent({ category: 'page', action: 'pull_package', label: 'npm' }, [eventMethod])
    trackPageView({ title: 'Cart' }, [eventMethod])
    const response = await fetch(`${namespace}/micro/wait?count=2`)
    const events = await response.json()
    expect(events.map(({ eventType }: { eventType: string }) => eventType).sort()).toEqual([
      'page_view',
      'struct',
    ])
    const bad = await fetch(`${namespace}/micro/bad`)
    expect(await bad.json()).toEqual([])
  },
)
