import { newTracker, trackStructEvent } from '@snowplow/browser-tracker'

newTracker('gl', 'https://collector.example.com', { appId: 'packages' })

const track = (action: string, label?: string) =>
  trackStructEvent({ category: document.body.dataset['page'] ?? '', action, label })

track('view_package_page', 'npm')

document.addEventListener('click', ({ target }) => {
  const tracked = (target as Element).closest<HTMLElement>('[data-event-tracking]')
  if (tracked) track(tracked.dataset['eventTracking'] ?? '', tracked.dataset['eventLabel'])
})
