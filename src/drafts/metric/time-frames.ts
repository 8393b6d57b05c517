export type TimeFrame = '7d' | '28d' | 'all'

const ADVERBS: Readonly<Record<TimeFrame, string>> = {
  all: 'total',
  '28d': 'monthly',
  '7d': 'weekly',
}

/** Returns the key path that one time frame of a list has. */
export function withTimeFrame(keyPath: string, timeFrame: TimeFrame): string {
  return timeFrame === 'all' || !(timeFrame in ADVERBS)
    ? keyPath
    : `${keyPath}_${ADVERBS[timeFrame]}`
}

/** Names time frames, the longest first: `Total/Monthly/Weekly`. */
export function nameTimeFrames(timeFrames: readonly TimeFrame[]): string {
  return (Object.keys(ADVERBS) as TimeFrame[])
    .filter((frame) => timeFrames.includes(frame))
    .map((frame) => capitalized(ADVERBS[frame]))
    .join('/')
}

/** Returns the end of a name that has a single time frame: `weekly`, `monthly`, or nothing. */
export function timeFrameSuffix(timeFrames: readonly TimeFrame[]): string | undefined {
  const [frame, ...others] = timeFrames
  return frame === undefined || frame === 'all' || others.length > 0 ? undefined : ADVERBS[frame]
}

/** Makes the first letter large, and all others small. */
export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase()
}
