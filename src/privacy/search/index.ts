export {
  type AskingWindow,
  type ConsentSignal,
  consentSignals,
  consentTraces,
  type TracedDocument,
} from './consent.ts'
export { findInTest } from './find-in-test.ts'
export { countFindings, printFindings, remedyFor } from './print-findings.ts'
