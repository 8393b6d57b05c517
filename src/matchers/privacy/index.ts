export type { ConsentOptions } from './consent-options.ts'
export { keepPrivate, keepPrivateOnPage } from './keep-private.ts'
export { respectConsent } from './respect-consent.ts'
export { consentOnPage, type PageConsent } from './respect-consent-on-page.ts'
