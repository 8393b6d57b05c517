import { randomUuid } from '../foundation/index.ts'

/** Returns so many random letters, which no word of a program has. Tests may have replaced `Math.random`. */
export function randomLetters(length: number): string {
  let letters = ''
  while (letters.length < length) {
    const digits = randomUuid().replaceAll('-', '')
    letters += digits.replace(/./g, (digit) =>
      String.fromCharCode(103 + Number.parseInt(digit, 16)),
    )
  }
  return letters.slice(0, length)
}

/** Returns a random whole number from 0, below the limit of 256 at most. */
export function randomNumber(limit: number): number {
  return Number.parseInt(randomUuid().slice(0, 2), 16) % limit
}
