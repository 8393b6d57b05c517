import { readFileSync } from 'node:fs'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import {
  loadCatalog,
  type PrivacyException,
  resetFakes,
  trackInternalEvent,
} from '../../src/entries/index.ts'
import { beginTest, runToEnd, setCatalog } from '../../src/fakes/index.ts'
import { temporaryProject } from '../definitions/temporary-project.ts'

const VALUES: Partial<Record<PrivacyException['detector'], string>> = {
  'ip-address': '203.0.113.7',
  email: 'ada@example.com',
}

/** Reads the exceptions that the page shows. */
function shownExceptions(): PrivacyException[] {
  const page = readFileSync('docs/privacy.md', 'utf8')
  return [...page.matchAll(/^ +exceptions: (\[\n.*?^ +\]),$/gms)].flatMap(([, list]) =>
    new Function(`return ${list}`)(),
  )
}

afterEach(() => {
  setCatalog(undefined)
  resetFakes()
})

test('each exception of the page hides what it says', async () => {
  const exceptions = shownExceptions()
  expect(exceptions.length).toBeGreaterThan(0)
  for (const exception of exceptions) {
    const event = String(exception.events ?? 'scan').replace('*', 'x')
    const properties = ['label', 'property', 'host'].filter((name) =>
      ['*', name].some((end) => exception.field === `additionalProperties.${end}`),
    )
    expect(properties.length).toBeGreaterThan(0)
    const { root, remove } = temporaryProject({
      'config/events/scan.yml': `action: ${event}\ninternal_events: true\nadditional_properties:\n${properties.map((name) => `  ${name}:\n    description: a\n`).join('')}`,
      'config/metrics/scans.yml': `key_path: counts.scans\ndata_source: internal_events\ntime_frame: 28d\nevents:\n- name: ${event}\n  unique: ${properties.at(-1)}\n`,
    })
    onTestFinished(remove)
    setCatalog(loadCatalog({ root, privacy: { exceptions: [exception] } }))
    const testRun = beginTest('the inner test')
    const value = VALUES[exception.detector] as string
    const additionalProperties = Object.fromEntries(properties.map((name) => [name, value]))
    await runToEnd(testRun, () => trackInternalEvent(event, { additionalProperties }))
    expect(testRun.readEvidence()?.privacyExceptions).toEqual([0])
  }
})
