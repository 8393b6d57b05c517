/** Tells whether a build server runs this, by the variable that all of them set; `false` and `0` are none. */
export function isCi(): boolean {
  const { CI } = process.env
  return CI !== undefined && CI !== '' && CI !== 'false' && CI !== '0'
}
