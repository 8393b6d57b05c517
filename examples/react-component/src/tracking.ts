/** The front end's own way to the back end that tracks. Tests replace this module. */
export const InternalEvents = {
  trackEvent(event: string, properties: Record<string, string | number> = {}): void {
    // GitLab accepts the session of a page together with this token alone.
    const token = document.querySelector<HTMLMetaElement>('meta[name=csrf-token]')?.content ?? ''
    void fetch('/api/v4/usage_data/track_event', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': token },
      body: JSON.stringify({ event, additional_properties: properties }),
    })
  },
}
