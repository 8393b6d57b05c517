/** Tells whether a word of a text seems to be drawn by chance, as tokens and names of files are. */
export function isRandom(text: string): boolean {
  return text.split(/[^\da-z]+/i).some((word) => word.length >= 10 && isRandomWord(word))
}

/** Words that people write change between letters and digits, or upper and lower case, at their parts alone. */
function isRandomWord(word: string): boolean {
  const digits = word.match(/\d+/g)?.length ?? 0
  const switches = word.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0
  return (
    digits >= 3 ||
    (digits === 2 && word.length >= 16) ||
    switches / word.length > 0.4 ||
    /[bcdfghjklmnpqrstvwxz]{7}/i.test(word)
  )
}
