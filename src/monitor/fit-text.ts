import width from 'fast-string-width'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Counts the columns that a text takes on a terminal, on which some characters are wide. */
export function textWidth(text: string): number {
  return width(text)
}

/** Makes a text exactly as wide as a number of columns: cuts it at its end or its start, or pads it. */
export function fitText(text: string, columns: number, cut: 'end' | 'start' = 'end'): string {
  const own = textWidth(text)
  if (own <= columns) return text + ' '.repeat(columns - own)
  if (columns < 1) return ''
  const characters = Array.from(graphemes.segment(text), ({ segment }) => segment)
  if (cut === 'start') characters.reverse()
  let room = columns - 1
  const kept: string[] = []
  for (const character of characters) {
    room -= textWidth(character)
    if (room < 0) break
    kept.push(character)
  }
  const shown = cut === 'start' ? `…${kept.reverse().join('')}` : `${kept.join('')}…`
  return shown + ' '.repeat(columns - textWidth(shown))
}
