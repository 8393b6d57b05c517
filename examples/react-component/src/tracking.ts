/** The front end's own way to the back end that tracks. Tests replace this module. */
export const InternalEvents = {
  trackEvent(event: string, properties: Record<string, string | number> = {}): void {
    const body = JSON.stringify({ event, additional_properties: properties })
    void fetch('/api/v4/usage_data/track_event', { method: 'POST', body })
  },
}
