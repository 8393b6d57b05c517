import { outsideTests, trackInternalEvent } from 'internal-events-testing'
import { afterAll, beforeAll, clocks, describe, expect, test } from './runner.mjs'

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const pull = () => trackInternalEvent('pull_package', { user: { id: 1 } })
const pullLater = async () => {
  await wait(1)
  pull()
}
const helper = (run) => (async () => expect(run).toTriggerInternalEvents('pull_package'))()

describe('an assertion is open until its verdict was handed over', () => {
  test('[fail] in a callback of forEach', () => {
    for (const ms of [300]) {
      ;(async () => {
        await expect(() => wait(ms)).toTriggerInternalEvents('pull_package')
      })()
    }
  })

  test('[fail] in a helper that nobody awaits', () => {
    helper(() => wait(300))
  })

  test('[fail] in a Promise.all that nobody awaits', () => {
    Promise.all([expect(() => wait(300)).toTriggerInternalEvents('pull_package')])
  })

  test('[fail] failing in a callback that drops it', () => {
    ;[1].forEach(async () => {
      await expect(() => {}).toTriggerInternalEvents('pull_package')
    })
  })

  test('[pass] then() in an executor', async () => {
    await new Promise((resolve, reject) => {
      expect(pullLater).toTriggerInternalEvents('pull_package').then(resolve, reject)
    })
  })

  test('[pass] kept, and awaited later', async () => {
    const assertion = expect(pullLater).toTriggerInternalEvents('pull_package')
    await wait(5)
    await assertion
  })

  test('[pass] caught', async () => {
    await expect(() => {})
      .toTriggerInternalEvents('pull_package')
      .then(
        () => {
          throw new Error('it holds')
        },
        () => {},
      )
  })

  test('[pass] a test after all of them', async () => {
    await expect(() => wait(1)).not.toTriggerInternalEvents()
  })
})

describe('an event belongs to the test whose code started it', () => {
  test('[pass] leaves a timer behind', async () => {
    await expect(() => {
      // Long after the test, however slow the machine is.
      setTimeout(pull, 700)
    }).not.toTriggerInternalEvents()
  })

  test('[pass] is not given what a timer of the test before tracks', async () => {
    await expect(() => wait(900)).not.toTriggerInternalEvents()
  })

  const queue = []
  let worker
  test('[pass] starts a worker', () => {
    worker = setInterval(() => queue.shift()?.(), 1)
  })

  test('[fail] is given what the worker of an ended test tracks', async () => {
    await expect(() => {
      queue.push(pull)
      return wait(20)
    }).toTriggerInternalEvents('pull_package')
  })

  test('[pass] a worker that was made outside of tests works for the test that runs', async () => {
    clearInterval(worker)
    worker = outsideTests(() => setInterval(() => queue.shift()?.(), 1))
    await expect(() => {
      queue.push(pull)
      return wait(20)
    }).toTriggerInternalEvents('pull_package')
  })
  afterAll(() => clearInterval(worker))
})

describe('what comes after a block is judged when the test ends', () => {
  test('[fail] an event of its code, for .not', async () => {
    await expect(() => {
      Promise.resolve().then(pull)
    }).not.toTriggerInternalEvents('pull_package')
    await wait(5)
  })

  test('[fail] a second one, for once', async () => {
    await expect(() => {
      pull()
      Promise.resolve().then(pull)
    }).toTriggerInternalEvents('pull_package')
    await wait(5)
  })

  test('[fail] a count, for a metric that should stay', async () => {
    await expect(() => {
      Promise.resolve().then(pull)
    }).not.toIncrementUsageMetrics('counts.package_pulls')
    await wait(5)
  })

  for (const clock of clocks) {
    for (const later of [(run) => setTimeout(run, 10), (run) => process.nextTick(run)]) {
      test('[fail] an event of a fake clock, for .not', async () => {
        clock.fake()
        try {
          await expect(() => void later(pull)).not.toTriggerInternalEvents('pull_package')
          clock.advance(20)
        } finally {
          clock.real()
        }
      })
    }

    // Nobody can see what waits on the others.
    if (clock.showsTimers) {
      test('[fail] an event of a fake clock that the block turns on, for .not', async () => {
        try {
          await expect(() => {
            clock.fake()
            setTimeout(pull, 10)
          }).not.toTriggerInternalEvents('pull_package')
          clock.advance(20)
        } finally {
          clock.real()
        }
      })
    }

    test('[pass] a fake clock advanced in a block works for that block', async () => {
      clock.fake()
      try {
        await expect(() => void setTimeout(pull, 10)).not.toTriggerInternalEvents('pull_package')
        await expect(() => clock.advance(20)).toTriggerInternalEvents('pull_package')
      } finally {
        clock.real()
      }
    })
  }

  test('[pass] at least one may be more', async () => {
    await expect(() => {
      pull()
      Promise.resolve().then(pull)
    })
      .toTriggerInternalEvents('pull_package')
      .atLeast(1)
    await wait(5)
  })

  test('[pass] code outside of the block is not its own', async () => {
    await expect(() => {}).not.toTriggerInternalEvents()
    pull()
    await wait(5)
  })
})

describe('hooks of a suite have runs of their own', () => {
  let inHook
  beforeAll(async () => {
    await expect(pullLater).toTriggerInternalEvents('pull_package')
    inHook = true
  })

  test('[pass] and tests see nothing of them', async () => {
    expect(inHook).toBe(true)
    await expect(() => pull())
      .toIncrementUsageMetrics('counts.package_pulls')
      .from(0)
      .to(1)
  })
})
