import type { TimeFrame } from './time-frames.ts'

/** Returns the name of the folder that GitLab keeps metrics of these time frames in. */
export function metricFolder(timeFrames: readonly TimeFrame[]): string {
  const [frame, ...others] = timeFrames
  return `counts_${frame === undefined || others.length > 0 ? 'all' : frame}`
}
