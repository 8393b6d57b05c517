/** The test that asserts a journey. */
export interface JourneyTest {
  /** Its name, with those of the suites around it where the runner tells them. */
  readonly name: string
  /** Its file, where the runner tells it. */
  readonly file: string | undefined
}
