import { trackInternalEvent } from 'internal-events-testing'
import { afterAll, beforeAll, describe, expect, test } from './runner.mjs'

const later = (run) => setTimeout(run, 1)

describe('functions that take done', () => {
  let hooks = ''
  beforeAll((done) => {
    later(() => {
      hooks += 'before all, '
      trackInternalEvent('pull_package', { user: { id: 1 } })
      done()
    })
  })
  beforeEach((done) => {
    later(() => {
      hooks += 'before each'
      done()
    })
  })
  afterEach((done) => void later(done))
  afterAll((done) => void later(done))

  test('[pass] are awaited as hooks', (done) => {
    expect(hooks).toBe('before all, before each')
    later(done)
  })

  test('[pass] have an assertion that the test awaits', (done) => {
    expect(() => trackInternalEvent('pull_package', { user: { id: 1 } }))
      .toTriggerInternalEvents('pull_package')
      .then(() => done(), done)
  })

  test.failing('[pass] fail with an error, where they should', (done) => {
    later(() => done(new Error('as it should')))
  })

  test.failing('[pass] fail with a text, where they should', (done) => {
    later(() => done('as it should'))
  })

  test.failing('[pass] fail with an assertion, where they should', (done) => {
    expect(() => {}).toTriggerInternalEvents('pull_package')
    later(done)
  })

  test.failing('[fail] do not fail, where they should', (done) => void later(done))
})
