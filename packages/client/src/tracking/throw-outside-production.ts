/** Throws the error of a tracking call, unless this is production, where nothing fails for it. */
export function throwOutsideProduction(error: unknown): void {
  if (process.env['NODE_ENV'] !== 'production') throw error
}
