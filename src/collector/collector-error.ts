import { InternalEventsError } from '../foundation/index.ts'

/** Why a collector cannot do what it was asked for. */
export type CollectorErrorCode = 'UNSETTLED_COLLECTOR' | 'COLLECTOR_NOT_STARTED'

/** Thrown where a collector cannot start, or does not settle in time. */
export class CollectorError extends InternalEventsError<CollectorErrorCode> {}
