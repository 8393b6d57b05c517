import { CollectorError } from '../../index.ts'

/**
 * Refuses what the name in a request's `Host` can never equal, such as a name with its port.
 *
 * @throws {CollectorError} `COLLECTOR_NOT_STARTED`
 */
export function checkAllowedHosts(allowedHosts: readonly string[]): void {
  for (const given of allowedHosts) {
    const name = nameIn(given)
    if (name === given.toLowerCase()) continue
    const remedy =
      name === undefined
        ? 'Give a name such as collector, or .acme.test for all names below it.'
        : `Give the name alone: ${name}.`
    throw new CollectorError(
      'COLLECTOR_NOT_STARTED',
      `Failed to start the collector: the allowed host ${JSON.stringify(given)} is not the name of a host. ${remedy}`,
    )
  }
}

const SCHEME = /^[a-z][a-z\d+.-]*:\/\//i
const NAME = /^\.?[\w:-][\w.:-]*$/

/** Returns the name that somebody meant, as browsers send it. */
function nameIn(given: string): string | undefined {
  const host = given.trim().replace(SCHEME, '').replace(/^\*\./, '.')
  const url = [`http://${host}`, `http://[${host}]`].find((one) => URL.canParse(one))
  const name = url && new URL(url).hostname.replaceAll(/[[\]]/g, '')
  return name !== undefined && NAME.test(name) ? name : undefined
}
