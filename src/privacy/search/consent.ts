/** A way in which a visitor says that nothing may be sent. */
export type ConsentSignal = 'Global Privacy Control' | 'Do Not Track'

/** The part of a window by which a browser asks for privacy. */
export interface AskingWindow {
  readonly navigator?: { readonly globalPrivacyControl?: unknown; readonly doNotTrack?: unknown }
  readonly doNotTrack?: unknown
}

/** Returns what a browser asks for now: that of the test, unless another window is given. */
export function consentSignals(
  { navigator, doNotTrack }: AskingWindow = globalThis as AskingWindow,
): ConsentSignal[] {
  // A browser writes true, '1' or, for Do Not Track once, 'yes'; a text such as 'false' asks for nothing.
  const isOn = (value: unknown) => [true, 1, '1', 'yes'].includes(value as string)
  const { globalPrivacyControl, doNotTrack: ofNavigator } = navigator ?? {}
  return [
    ...(isOn(globalPrivacyControl) ? (['Global Privacy Control'] as const) : []),
    ...(isOn(ofNavigator) || isOn(doNotTrack) ? (['Do Not Track'] as const) : []),
  ]
}

/** The document of a page, with its cookies and the storages of its window. */
export interface TracedDocument {
  readonly cookie?: unknown
  readonly defaultView?: object | null
}

/** Returns what trackers have left on a page, by what it is: `the cookie _sp_id.1`. */
export function consentTraces(document: TracedDocument | undefined): ReadonlyMap<string, string> {
  const cookies = String(document?.cookie ?? '')
    .split('; ')
    .map((cookie) => cookie.split(/=(.*)/s) as [string, string])
    .filter(([name]) => name.startsWith('_sp_'))
    .map(([name, value]) => [`the cookie ${name}`, value] as const)
  const stored = (['localStorage', 'sessionStorage'] as const).flatMap((storage) =>
    storedIn(document, storage)
      // A queue that is emptied holds nothing of the visitor any more.
      .filter(([name, value]) => /^(?:_sp_|snowplow)/.test(name) && value !== '[]')
      .map(([name, value]) => [`the entry ${name} of ${storage}`, value] as const),
  )
  return new Map([...cookies, ...stored])
}

function storedIn(
  document: TracedDocument | undefined,
  storage: 'localStorage' | 'sessionStorage',
): [string, string][] {
  const { defaultView } = document ?? {}
  try {
    return Object.entries((defaultView as Partial<Record<typeof storage, object>>)[storage] ?? {})
  } catch {
    // A page without a window, or without an origin, has none.
    return []
  }
}
