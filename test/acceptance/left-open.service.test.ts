import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'

interface Report {
  testResults: {
    message: string
    assertionResults: { title: string; status: string; failureMessages: string[] }[]
  }[]
}

/** Runs the fixtures of a project in a Vitest of its own. */
async function run(project: string): Promise<{ report: Report; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'internal-events-run-'))
  const outputFile = join(folder, 'report.json')
  const { VITEST: _, ...env } = process.env
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--root', `test/projects/${project}`]
  const output = await new Promise<string>((resolve) => {
    execFile(
      process.execPath,
      [...args, '--reporter=json', '--reporter=default', `--outputFile.json=${outputFile}`],
      { env: { ...env, NO_COLOR: '1' } },
      (_error, stdout, stderr) => resolve(stdout + stderr),
    )
  })
  const report = JSON.parse(readFileSync(outputFile, 'utf8')) as Report
  rmSync(folder, { recursive: true })
  return { report, output }
}

describe('with the setup file', () => {
  let report: Report
  let output: string
  beforeAll(async () => {
    ;({ report, output } = await run('with-setup'))
  }, 30_000)
  const failures = (title: string) => {
    const results = report.testResults.flatMap((file) => file.assertionResults)
    const result = results.find((candidate) => candidate.title === title)
    if (!result) throw new Error(`no test "${title}" in ${output}`)
    return result.failureMessages.join('\n')
  }

  test('each test fails for what it left open, and no other does', () => {
    const results = report.testResults.flatMap((file) => file.assertionResults)
    expect(results.length).toBe(18)
    for (const { title, status } of results) {
      // Vitest skips the tests of a suite whose hook has failed.
      const wanted = { passes: 'passed', fails: 'failed', skipped: 'skipped' }[
        title.split(':')[0] as 'passes'
      ]
      expect(`${title}: ${status}`).toBe(`${title}: ${wanted}`)
    }
  })

  test('nothing rejects unhandled', () => {
    expect(output).not.toContain('Unhandled')
  })

  test('several assertions of one test are all told', () => {
    const message = failures('fails: two assertions left alone')
    expect(message).toContain('Expected "pull_package" to be triggered once')
    expect(message).toContain('Expected the block not to trigger "pull_package"')
    expect(message).toContain('left-open.fixture.ts:8')
  })

  test('a block that never settles ends with the time-out of its test', () => {
    expect(failures('fails: a block that never settles')).toContain('Test timed out in 300ms')
  })

  test('.within() has to be awaited', () => {
    expect(failures('fails: .within() left alone')).toContain(
      'Failed to check expect(block).toTriggerInternalEvents("pull_package").within(5): it is asynchronous and nobody awaited it',
    )
  })

  test('soft assertions are all told', () => {
    const message = failures('fails: soft, awaited and left alone')
    expect(message).toContain('Expected "pull_package" to be triggered once')
    expect(message).toContain('Expected "delete_package" to be triggered once')
    expect(failures('fails: soft and async, left alone')).toContain('nobody awaited it')
  })

  test('an error of a chain method is told once', () => {
    const message = failures('fails: an error of a chain method, once')
    expect(message.match(/Failed to check/g)).toHaveLength(1)
    expect(message).not.toContain('Expected')
  })

  test('what a hook of a suite left open fails the suite, or the file', () => {
    expect(output).toMatch(/FAIL .*a suite whose hook left one alone/)
    expect(output).toContain('left-open.fixture.ts:66')
    expect(report.testResults[0]?.message).toContain('Expected "push_package" to be triggered once')
  })
})

describe('without the setup file', () => {
  let output: string
  let report: Report
  beforeAll(async () => {
    ;({ output, report } = await run('without-setup'))
  }, 30_000)

  test('a failure left alone rejects unhandled, and the runner says so', () => {
    expect(output).toContain('Unhandled Rejection')
    expect(output).toContain('Expected "pull_package" to be triggered once')
  })

  test('fakes and collectors work', () => {
    const results = report.testResults.flatMap((file) => file.assertionResults)
    expect(results.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed'])
  })

  test('the first event that is tracked without matchers says once what is missing', () => {
    const warnings = output.match(/internal-events-testing is not set up: .*/g)
    expect(warnings).toEqual([
      "internal-events-testing is not set up: an event was tracked, but there are no matchers, and the next test will see this event too. Add setupFiles: ['internal-events-testing/vitest'] to the configuration of Vitest.",
    ])
  })
})
