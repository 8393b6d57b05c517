import { requireModule } from '../foundation/index.ts'

/** A range of a text, in UTF-16 code units. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

const SCALAR = 4

/** Returns where the texts, numbers and keys of a YAML file stand; `undefined` if it cannot be parsed. */
export function scalarRanges(text: string): readonly TextRange[] | undefined {
  try {
    return requireModule('js-yaml')
      .parseEvents(text, {})
      .flatMap((event) =>
        event.type === SCALAR ? [{ start: event.valueStart, end: event.valueEnd }] : [],
      )
  } catch {
    return undefined
  }
}
