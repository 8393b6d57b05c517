import { expect } from 'vitest'
import { checkFiles, SOUND } from './check-project.ts'

/** The end of the line for an event without a definition, which each of these tests looks for. */
export const UNDEFINED =
  'error: no definition has the event "pull_pakage". Did you mean "pull_package"? [source-undefined-event]'

/** Returns the end of the line for a property that `pull_package` does not declare. */
export const undeclared = (property: string): string =>
  `warning: "pull_package" does not declare ${property} (config/events/pull_package.yml). ${
    ['label', 'property', 'value'].includes(property)
      ? 'Declare it under additional_properties there: without, GitLab drops it.'
      : 'Declare it under additional_properties there, or correct its name.'
  } [source-undeclared-property]`

/** Returns the end of the line for a source, or a part of one, that does not parse. */
export const unparsed = (cause: string): string =>
  `warning: the tracking calls are unknown, since it does not parse as ${cause}. Correct it, or leave it out with check.sources. [source-unparsed]`

/** Returns the lines that `check --sources` prints of a source, without its path. */
export async function findingsIn(path: string, source: string): Promise<string[]> {
  const { out, error } = await checkFiles({ ...SOUND, [path]: source }, '--sources')
  expect(error).toBe('')
  return out
    .split('\n')
    .slice(0, -2)
    .map((line) => line.slice(path.length + 1))
}

/** Returns the places of the misspelt event in a source in which nothing else is found. */
export async function placesIn(path: string, source: string): Promise<string[]> {
  const lines = await findingsIn(path, source)
  return lines.map((line) => {
    expect(line.endsWith(`: ${UNDEFINED}`), line).toBe(true)
    return line.slice(0, -UNDEFINED.length - 2)
  })
}
