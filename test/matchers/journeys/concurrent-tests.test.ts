import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalog, trackInternalEvent } from '../../../src/entries/index.ts'
import { setCatalog } from '../../../src/fakes/index.ts'
import { writeContract } from './with-contracts.ts'

describe('tests that run at once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-'))
  const evidence = join(folder, 'evidence')
  const names = ['first', 'second']

  beforeAll(() => {
    for (const name of names) writeContract(folder, name, 'events:\n- action: pull_package\n')
    setCatalog(loadCatalog({ journeys: { folder, evidence } }))
  })

  afterAll(() => {
    setCatalog(undefined)
    rmSync(folder, { recursive: true })
  })

  const started: string[] = []

  test.concurrent.for(names)('the %s', async (name) => {
    await expect(async () => {
      started.push(name)
      while (started.length < 2) await new Promise((resolve) => setTimeout(resolve, 1))
      trackInternalEvent('pull_package', { user: { id: 1 } })
    }).toMatchTrackingJourney(name)
  })

  test('have each its own name in the evidence', () => {
    const index: { journey: string; example: string }[] = JSON.parse(
      readFileSync(join(evidence, 'index.json'), 'utf8'),
    )
    expect(index.map(({ journey, example }) => [journey, example])).toEqual([
      ['first', 'tests that run at once > the first'],
      ['second', 'tests that run at once > the second'],
    ])
  })
})
