/** A way in which a visitor says that nothing may be sent. */
export type ConsentSignal = 'Global Privacy Control' | 'Do Not Track'

interface Asking {
  readonly globalPrivacyControl?: unknown
  readonly doNotTrack?: unknown
}

/** Returns what the browser of the test asks for now. */
export function consentSignals(): ConsentSignal[] {
  const { navigator, doNotTrack } = globalThis as { navigator?: Asking; doNotTrack?: unknown }
  const isOn = (value: unknown) => value === '1' || value === 1 || value === 'yes'
  return [
    ...(navigator?.globalPrivacyControl ? (['Global Privacy Control'] as const) : []),
    ...(isOn(navigator?.doNotTrack) || isOn(doNotTrack) ? (['Do Not Track'] as const) : []),
  ]
}

/** Returns the cookies of trackers on the page, by their names. */
export function consentCookies(): ReadonlyMap<string, string> {
  const { document } = globalThis as { document?: { readonly cookie?: unknown } }
  const cookies = String(document?.cookie ?? '').split('; ')
  return new Map(
    cookies
      .map((cookie) => cookie.split(/=(.*)/s) as [string, string])
      .filter(([name]) => name.startsWith('_sp_')),
  )
}
