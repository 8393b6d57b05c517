import type { Detector } from '../detector.ts'

/** The words that a text has at least: lists of ids and class names have fewer. */
const WORDS = 5

/** Finds texts that a person may have written. */
export const freeText: Detector = {
  id: 'free-text',
  kind: 'free text',
  find(text, _, { maxTextLength }) {
    if (text.length <= maxTextLength || text.startsWith('Mozilla/')) return undefined
    return text.trim().split(/\s+/, WORDS).length === WORDS && !isJson(text) ? text : undefined
  },
}

/** Values in JSON are looked at one by one elsewhere, or are no text of a person. */
function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
