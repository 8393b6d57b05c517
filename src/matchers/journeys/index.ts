export type { JourneyOptions } from './journey-target.ts'
export { journeyOfPage, matchTrackingJourney } from './match-tracking-journey.ts'
export { layersOfPage, reachEveryLayer } from './reach-every-layer.ts'
