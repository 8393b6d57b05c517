import { newTracker, trackPageView, trackStructEvent } from '@snowplow/browser-tracker'
import { expect, inject, test } from 'vitest'
import { commands } from 'vitest/browser'

declare module 'vitest/browser' {
  interface BrowserCommands {
    readJson(url: string): Promise<{ eventType: string }[]>
  }
}

const url = inject('collectorUrl')

test.each(['post', 'get'] as const)(
  'the tracker of a page sends across origins by %s',
  async (eventMethod) => {
    const namespace = `${url}/t/${eventMethod}`
    localStorage.clear()
    newTracker(eventMethod, namespace, { appId: 'shop', eventMethod })
    trackStructEvent({ category: 'page', action: 'pull_package', label: 'npm' }, [eventMethod])
    trackPageView({ title: 'Cart' }, [eventMethod])
    const events = await commands.readJson(`${namespace}/micro/wait?count=2`)
    expect(events.map(({ eventType }) => eventType).sort()).toEqual(['page_view', 'struct'])
    expect(await commands.readJson(`${namespace}/micro/bad`)).toEqual([])
    await expect(fetch(`${namespace}/micro/all`)).rejects.toThrow('Failed to fetch')
  },
)
