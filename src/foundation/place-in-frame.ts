/** A path or a URL, with line and column. */
const PLACE = /(?:\(|at (?:async )?)((?:file:|https?:|[\\/]|\w:[\\/]).*:\d+:\d+)\)?$/

/** Returns the place that a frame of a stack tells: `/shop/src/pull.ts:12:3`, or that of a URL. */
export function placeInFrame(frame: string): string | undefined {
  return PLACE.exec(frame)?.[1]
}
