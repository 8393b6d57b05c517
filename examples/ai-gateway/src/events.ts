import { InternalEventsClient } from 'internal-events-client'

/** Enabled and given its collector by AIGW_INTERNAL_EVENT__… in the environment. */
export const internalEvents = InternalEventsClient.fromEnvironment('AIGW')
