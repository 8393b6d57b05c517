/** Reports what `node --test` ran in the shape that Vitest and Jest report it. */
export default async function* report(source) {
  const assertionResults = []
  for await (const { type, data } of source) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details.type === 'suite') continue
    if (data.name.endsWith('.mjs')) continue
    const error = data.details.error?.cause ?? data.details.error
    assertionResults.push({
      title: data.name,
      status: type === 'test:pass' ? 'passed' : 'failed',
      failureMessages: error ? [String(error.stack ?? error)] : [],
    })
  }
  yield JSON.stringify({ testResults: [{ assertionResults }] })
}
