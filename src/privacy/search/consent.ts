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

/** The document of a page, with its cookies. */
export interface CookieJar {
  readonly cookie?: unknown
}

/** Returns the cookies of trackers on a page, by their names. */
export function consentCookies(
  document: CookieJar | undefined = (globalThis as { document?: CookieJar }).document,
): ReadonlyMap<string, string> {
  const cookies = String(document?.cookie ?? '').split('; ')
  return new Map(
    cookies
      .map((cookie) => cookie.split(/=(.*)/s) as [string, string])
      .filter(([name]) => name.startsWith('_sp_')),
  )
}
