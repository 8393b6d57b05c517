/** The hex digest that user ids travel as outside GitLab.com. */
export function sha256(text: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto')
  return createHash('sha256').update(text).digest('hex')
}
