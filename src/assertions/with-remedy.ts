/** Puts a remedy in the place of the one that ends a message, in its last paragraph. */
export function withRemedy(message: string, remedy: string): string {
  return [...message.split('\n\n').slice(0, -1), remedy].join('\n\n')
}
