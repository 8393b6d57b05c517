import { InternalEventsError } from '../foundation/index.ts'

/** The reasons for which the contract of a journey cannot be used, recorded or compared. */
export type JourneyErrorCode =
  /** The name of a journey or of its variant is not one that a file can have, or an option is unknown. Correct what the message names. */
  | 'INVALID_JOURNEY'
  /** No contract has this name, and this run records none, as in CI. Correct the name, or record it locally. */
  | 'UNKNOWN_JOURNEY'
  /** The contract is not valid YAML, or says what no contract can say. Correct it at the line that the message names. */
  | 'INVALID_CONTRACT'
  /** The contract has other variants than the one asked for, or none. Pass one that it has. */
  | 'UNKNOWN_VARIANT'
  /** The labels of the contract can be read in more ways than are tried, none of which holds. List fields that tell its entries apart, or fewer labels. */
  | 'UNDECIDED_JOURNEY'
  /** The contract cannot be recorded: nothing was sent, what was recorded does not hold, or the file cannot be written. Do what the message says. */
  | 'NOT_RECORDED'
  /** Two tests of one run record different contracts of the same name, or one would break what another holds by. Give each a name of its own. */
  | 'RECORDED_TWICE'
  /** The folder of evidence cannot be written. Make it writable, or name another one. */
  | 'EVIDENCE_NOT_WRITTEN'
  /** A recorded run of journeys cannot be read. Name the folder that has its `index.json`. */
  | 'UNREADABLE_EVIDENCE'

/** Thrown when the contract of a journey, or what was recorded of one, cannot be used. */
export class JourneyError extends InternalEventsError<JourneyErrorCode> {}
