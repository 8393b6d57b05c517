export { keepPrivate, keepPrivateOnPage } from './keep-private.ts'
export { type ConsentOptions, respectConsent } from './respect-consent.ts'
