/** Prints a name as the key of a property in a declaration, quoted where it has to be. */
export function printKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : printLiteral(name)
}

/** Prints a text as a literal of TypeScript, on one line. */
export function printLiteral(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
