import { createServer, get, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  fakes,
  InMemoryCounterStore,
  outsideTests,
  setPageContext,
  trackInternalEvent,
  usageMetrics,
  useCounterStore,
} from '../../src/entries/index.ts'
import { messageOf } from '../matchers/message-of.ts'

const user = { id: 1 }
const WEEKLY = 'redis_hll_counters.packages.active_users_weekly'
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const pull = () => trackInternalEvent('pull_package', { user })

/** Resolves when this many have called it, so that tests really overlap. */
function meetingOf(count: number) {
  let resolve = () => {}
  const all = new Promise<void>((done) => {
    resolve = done
  })
  let present = 0
  return async () => {
    present++
    if (present === count) resolve()
    await all
  }
}

describe('concurrent tests with the same user', () => {
  const start = meetingOf(3)
  const middle = meetingOf(3)

  test.concurrent.each(['one', 'another', 'a third'])('%s sees only its own', async (name) => {
    await start()
    setPageContext({ user: { id: name } })
    await expect(async () => {
      pull()
      await middle()
      pull()
    })
      .toTriggerInternalEvents('pull_package')
      .with({ user })
      .twice()
      .and.toIncrementUsageMetrics(WEEKLY)
      .from(0)
      .to(1)
      .and.toIncrementUsageMetrics('counts.package_pulls')
      .by(2)
    expect(fakes.journal.events).toHaveLength(2)
    expect(usageMetrics.value(WEEKLY)).toBe(1)
  })
})

test('a sequential test sees nothing of concurrent ones', () => {
  expect(fakes.journal.events).toEqual([])
  expect(fakes.counters.keys()).toEqual([])
})

test('parallel blocks of one test see only their own events', async () => {
  const both = meetingOf(2)
  const block = (name: string) => async () => {
    await both()
    trackInternalEvent(name)
    await wait(1)
  }
  await Promise.all([
    expect(block('delete_package'))
      .toTriggerInternalEvents('delete_package')
      .and.not.toTriggerInternalEvents('click_copy_install_command'),
    expect(block('click_copy_install_command')).not.toTriggerInternalEvents('delete_package'),
  ])
})

test('an outer block sees what an inner one triggers', async () => {
  await expect(async () => {
    await expect(() => pull())
      .toTriggerInternalEvents('pull_package')
      .once()
    trackInternalEvent('delete_package')
  })
    .toTriggerInternalEvents('pull_package', 'delete_package')
    .once()
})

describe('a server that was started outside the tests', () => {
  let server: Server
  let url: string
  beforeAll(async () => {
    server = createServer((_request, response) => {
      pull()
      response.end('ok')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => void server.close())

  const request = () =>
    new Promise<void>((resolve, reject) => {
      get(url, (response) => response.resume().on('end', resolve)).on('error', reject)
    })

  const requestOfNoTest = () => outsideTests(request)

  test('tracks for the block that is open', async () => {
    await expect(request)
      .toTriggerInternalEvents('pull_package')
      .with({ user })
      .and.toIncrementUsageMetrics(WEEKLY)
    await expect(messageOf(() => expect(request).not.toTriggerInternalEvents())).resolves.toContain(
      'it triggered "pull_package" once',
    )
  })

  test('tracks for the outer and the inner of nested blocks', async () => {
    await expect(async () => {
      await expect(request).toTriggerInternalEvents('pull_package')
    }).toTriggerInternalEvents('pull_package')
  })

  test('tracks for the block of a test that asks it, whatever other is open', async () => {
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    await Promise.all([
      expect(() => request().then(finish)).toTriggerInternalEvents('pull_package'),
      expect(() => finished).not.toTriggerInternalEvents(),
    ])
  })

  test('for which of several blocks it tracks what no test has asked, nobody can tell', async () => {
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    const results = await Promise.allSettled([
      expect(() => finished).not.toTriggerInternalEvents(),
      expect(() => finished).not.toTriggerInternalEvents('delete_package'),
      expect(() => requestOfNoTest().then(finish)).toTriggerInternalEvents('pull_package'),
    ])
    const [other, unrelated, one] = results as PromiseRejectedResult[]
    const cause =
      'code that belongs to no test (a server or a worker started outside, say) tracked "pull_package" while several blocks or tests were running, so nobody can tell whose event it is. Run such tests one after another, await one assertion before the next one starts, or start that code inside the block.'
    expect(one?.reason.message).toBe(
      `Failed to check expect(block).toTriggerInternalEvents("pull_package"): ${cause}`,
    )
    expect(other?.reason.message).toBe(
      `Failed to check expect(block).not.toTriggerInternalEvents(): ${cause}`,
    )
    expect(unrelated?.status).toBe('fulfilled')
  })

  describe('for a single concurrent test', () => {
    test.concurrent('it is told', async () => {
      await expect(request)
        .toTriggerInternalEvents('pull_package')
        .and.toIncrementUsageMetrics(WEEKLY)
    })
  })

  describe('for several concurrent tests', () => {
    const start = meetingOf(3)
    const end = meetingOf(3)

    test.concurrent('it is told where one asks the server', async () => {
      await start()
      await expect(request)
        .toTriggerInternalEvents('pull_package')
        .and.toIncrementUsageMetrics(WEEKLY)
      await end()
    })

    test.concurrent('one that code of no test works for cannot be told from', async () => {
      await start()
      const [events] = await Promise.allSettled([
        expect(requestOfNoTest).toTriggerInternalEvents('pull_package'),
      ])
      const [metrics] = await Promise.allSettled([
        expect(requestOfNoTest).toIncrementUsageMetrics(WEEKLY, 'counts.install_command_copies'),
      ])
      const [unrelated] = await Promise.allSettled([
        expect(requestOfNoTest).not.toIncrementUsageMetrics('counts.install_command_copies'),
      ])
      await end()
      expect((events as PromiseRejectedResult).reason.code).toBe('UNATTRIBUTED_EVENTS')
      expect((metrics as PromiseRejectedResult).reason.code).toBe('UNATTRIBUTED_EVENTS')
      expect(unrelated.status).toBe('fulfilled')
    })

    test.concurrent('one that claims it triggered nothing', async () => {
      await start()
      await end()
    })
  })
})

describe('a worker that a test started and left running', () => {
  const queue: (() => void)[] = []
  const workers: NodeJS.Timeout[] = []
  const work = () => workers.push(setInterval(() => queue.shift()?.(), 1))
  const enqueue = async () => {
    queue.push(pull)
    await wait(20)
  }
  afterAll(() => {
    for (const worker of workers) clearInterval(worker)
  })

  test('is started', work)

  test('tracks for nobody, and says whose it is', async () => {
    await expect(
      Promise.resolve().then(() => expect(enqueue).toTriggerInternalEvents('pull_package')),
    ).rejects.toThrow(
      'Failed to check expect(block).toTriggerInternalEvents("pull_package"): code of the test "is started", which has ended, tracked "pull_package" while the block was open, so nobody can tell whose event it is. Await that work in its test. Make what tests share (a connection, a worker, a pool) outside of them: outsideTests(() => create()).',
    )
    await expect(
      Promise.resolve().then(() => expect(enqueue).not.toTriggerInternalEvents()),
    ).rejects.toMatchObject({ code: 'UNATTRIBUTED_EVENTS' })
    await expect(enqueue).not.toTriggerInternalEvents('push_package')
  })

  test('is started outside of tests', () => {
    clearInterval(workers.pop())
    outsideTests(work)
  })

  test('tracks and counts for the test that runs now', async () => {
    await expect(enqueue)
      .toTriggerInternalEvents('pull_package')
      .and.toIncrementUsageMetrics('counts.package_pulls')
  })
})

test('a worker that an earlier block started tracks for the block that is open', async () => {
  const queue: (() => void)[] = []
  let worker: NodeJS.Timeout | undefined
  const enqueue = (job: () => void) => {
    worker ??= setInterval(() => queue.shift()?.(), 1)
    queue.push(job)
  }
  await expect(async () => {
    enqueue(pull)
    await wait(20)
  }).toTriggerInternalEvents('pull_package')
  await expect(async () => {
    enqueue(pull)
    await wait(20)
  }).toTriggerInternalEvents('pull_package')
  clearInterval(worker)
})

test('what comes after a block is not its own', async () => {
  const assertion = expect(() => pull()).toTriggerInternalEvents('pull_package')
  pull()
  await assertion.once()
})

describe('concurrent tests that count in one store', () => {
  beforeAll(() => useCounterStore(new InMemoryCounterStore()))
  afterAll(() => useCounterStore(undefined))

  let open = () => {}
  let count = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const counted = new Promise<void>((resolve) => {
    count = resolve
  })

  test.concurrent('whose block is open are told', async () => {
    const message = await messageOf(() =>
      expect(async () => {
        open()
        await counted
      }).toIncrementUsageMetrics('counts.package_pulls'),
    )
    expect(message).toContain('something else counted in the same store at the same time')
  })

  test.concurrent('need no block to disturb another', async () => {
    await opened
    pull()
    count()
  })
})

describe('concurrent tests whose blocks overlap', () => {
  beforeAll(() => useCounterStore(new InMemoryCounterStore()))
  afterAll(() => useCounterStore(undefined))
  const both = meetingOf(2)
  test.concurrent.each([1, 2])(
    'in one store are told, although none of them counts: %i',
    async () => {
      const message = await messageOf(() =>
        expect(() => both()).toNotIncrementUsageMetrics('counts.package_pulls'),
      )
      expect(message).toContain('something else counted in the same store at the same time')
    },
  )
})
