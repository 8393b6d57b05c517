export { type AsyncScope, createAsyncScope } from './async-scope.ts'
export { capLines } from './cap-lines.ts'
export { counted } from './counted.ts'
export { hasColour } from './has-colour.ts'
export { InternalEventsError, withCode } from './internal-events-error.ts'
export { isCi } from './is-ci.ts'
export { isDate } from './is-date.ts'
export { isMapping, type Mapping } from './is-mapping.ts'
export { isPromiseLike } from './is-promise-like.ts'
export { isDeeperThan, parseJson, stringifyJson, withoutBigInts } from './json.ts'
export { listNames } from './list-names.ts'
export { readMediaType } from './media-type.ts'
export { messageOf } from './message-of.ts'
export { misspeltName } from './misspelt-name.ts'
export { nearestName } from './nearest-name.ts'
export { hearOutgoingRequests } from './outgoing-requests.ts'
export { patternDistance } from './pattern-distance.ts'
export { placeInFrame } from './place-in-frame.ts'
export { printGiven } from './print-given.ts'
export { printable, printText, shorten } from './printable.ts'
export { randomUuid } from './random-uuid.ts'
export {
  advanceOfFakeTimers,
  nextMacrotask,
  realTime,
  startInterval,
  startTimer,
  stopInterval,
  stopTimer,
  waitInTurns,
} from './real-timers.ts'
export { refuseMissing } from './refuse-missing.ts'
export { replaceGlobal } from './replaced-globals.ts'
export {
  ModuleError,
  nativeRequire,
  preloadModules,
  provideModule,
  requireModule,
  runsInBrowser,
} from './require-module.ts'
export { shared, VersionError } from './shared.ts'
export { decodeText, strictUtf8Decoder, utf8Encoder } from './text-encoding.ts'
export { forEachInTurns, sortInTurns, Turn } from './turn.ts'
export { findUnknownOption, type OptionNames } from './unknown-option.ts'
export { UnusablePath } from './unusable-path.ts'
export { VERSION } from './version.ts'
export { writeBeside, writeWhole } from './write-whole.ts'
