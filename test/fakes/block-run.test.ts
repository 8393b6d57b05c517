import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  fakes,
  outsideTests,
  trackInternalEvent,
  useCounterStore,
} from '../../src/entries/index.ts'
import {
  BlockRun,
  beginTest,
  currentRun,
  runForTest,
  runner,
  runToEnd,
  settleTest,
} from '../../src/fakes/index.ts'
import { countInOneStore } from './count-in-one-store.ts'
import { testBeside } from './test-beside.ts'

const pull = () => trackInternalEvent('pull_package', { user: { id: 1 } })
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Runs code of a block in another block, when the inner one has ended. */
async function afterInnerBlock(run: () => unknown): Promise<void> {
  let later: Promise<unknown> | undefined
  await expect(async () => {
    later = wait(5).then(run)
  }).not.toTriggerInternalEvents()
  await later
}

describe('code that an inner block has started, and that goes on when it has ended', () => {
  test('tracks for the block around it', async () => {
    await expect(() => afterInnerBlock(pull)).toTriggerInternalEvents('pull_package')
  })

  test('opens blocks in the block around it', async () => {
    const nested = () => expect(() => pull()).toTriggerInternalEvents('pull_package')
    await expect(() => afterInnerBlock(nested)).toTriggerInternalEvents('pull_package')
    await expect(
      Promise.resolve().then(() =>
        expect(() => afterInnerBlock(nested)).not.toTriggerInternalEvents(),
      ),
    ).rejects.toThrow('Expected the block not to trigger any internal event')
  })

  test('counts in the block around it', async () => {
    const nested = () => expect(() => pull()).toIncrementUsageMetrics('counts.package_pulls')
    await expect(() => afterInnerBlock(nested)).toIncrementUsageMetrics('counts.package_pulls')
  })
})

/** Opens a block as an assertion does, until the test ends. */
function open(testRun = currentRun()): BlockRun {
  const block = BlockRun.open(testRun)
  onTestFinished(() => block.release())
  return block
}

const namesOf = (block: BlockRun) => block.events.map(({ name }) => name)
const refused = () => {
  try {
    trackInternalEvent('pull_packag')
  } catch {}
}

describe('blocks that are open at the same time cannot be told apart by counters', () => {
  test('where one test has opened them', () => {
    const [one, other] = [open(), open()]
    expect([one.overlapped, other.overlapped]).toEqual([true, true])
  })

  test('where two tests count in one store', () => {
    countInOneStore()
    const [one, other] = [open(), open(testBeside())]
    expect([one.overlapped, other.overlapped]).toEqual([true, true])
  })

  test('unless two tests count in memory, which each has of its own', () => {
    const [one, other] = [open(), open(testBeside())]
    expect([one.overlapped, other.overlapped]).toEqual([false, false])
  })

  test.for(['first', 'second'])('unless only the %s of two tests counts in the store', (which) => {
    const undo = which === 'first' ? countInOneStore() : undefined
    const one = open()
    if (undo) undo()
    else countInOneStore()
    const other = open(testBeside())
    expect([one.overlapped, other.overlapped]).toEqual([false, false])
  })

  test('unless one runs in the other', () => {
    const outer = open()
    const inner = outer.run(() => open())
    expect([outer.overlapped, inner.overlapped]).toEqual([false, false])
  })
})

describe('what code of a test tracks outside of blocks', () => {
  test('belongs to its block, and to none of another test', () => {
    const testRun = testBeside()
    const [own, others] = [open(testRun), open()]
    runForTest(testRun, pull)
    expect(namesOf(own)).toEqual(['pull_package'])
    expect(namesOf(others)).toEqual([])
    expect(own.unattributed).toEqual([])
    expect(others.unattributed).toEqual([])
  })

  test('belongs to no other test where it has no block', () => {
    const block = open()
    runForTest(testBeside(), pull)
    expect(namesOf(block)).toEqual([])
    expect(block.unattributed).toEqual([])
  })

  test('moves what the block of another test reads in the same store', () => {
    countInOneStore()
    const block = open()
    runForTest(testBeside(), pull)
    expect(block.overlapped).toBe(true)
  })

  test('moves nothing in a store that its own test does not use', () => {
    countInOneStore()
    const block = open()
    runForTest(testBeside(), () => {
      useCounterStore(undefined)
      pull()
    })
    expect(block.overlapped).toBe(false)
  })

  test('moves nothing where it is refused, or is of the same test', () => {
    countInOneStore()
    const block = open()
    runForTest(testBeside(), refused)
    pull()
    expect(block.overlapped).toBe(false)
  })

  test('moves nothing of a block that counts in memory', () => {
    const block = open()
    runForTest(testBeside(), pull)
    expect(block.overlapped).toBe(false)
  })

  test('nobody can attribute to one of several blocks', () => {
    const [one, other] = [open(), open()]
    pull()
    const unattributed = [{ kind: 'events', name: 'pull_package', from: currentRun() }]
    expect(one.unattributed).toEqual(unattributed)
    expect(other.unattributed).toEqual(unattributed)
    expect([...one.events, ...other.events]).toEqual([])
  })
})

describe('what code of no test tracks', () => {
  const pullOutside = () => outsideTests(pull)

  test('belongs to the block of the only test, and disturbs no counters', () => {
    countInOneStore()
    const block = open()
    pullOutside()
    expect(namesOf(block)).toEqual(['pull_package'])
    expect(block.overlapped).toBe(false)
  })

  test('belongs to no test for certain where two run', () => {
    testBeside()
    const block = open()
    pullOutside()
    expect(namesOf(block)).toEqual([])
    expect(block.unattributed).toStrictEqual([{ kind: 'events', name: 'pull_package' }])
  })

  test('belongs to the test alone where no block is open', () => {
    pullOutside()
    expect(fakes.journal.events).toHaveLength(1)
  })

  test('may be a block, with blocks in it', async () => {
    await outsideTests(() =>
      expect(() => expect(pull).toTriggerInternalEvents('pull_package')).toTriggerInternalEvents(
        'pull_package',
      ),
    )
  })

  test('belongs to a block that has set code aside, and not to that code', () => {
    const block = open()
    block.aside(pullOutside)
    block.run(() => block.aside(pull))
    expect(fakes.journal.events).toHaveLength(2)
    expect(namesOf(block)).toEqual([])
    pullOutside()
    expect(namesOf(block)).toEqual(['pull_package'])
  })

  test('belongs to the other block while one has set that code aside', () => {
    const [one, other] = [open(), open()]
    one.aside(pullOutside)
    expect(namesOf(one)).toEqual([])
    expect(namesOf(other)).toEqual(['pull_package'])
  })

  test('belongs to no block that has set code aside after its end', () => {
    const ended = open()
    ended.close()
    ended.aside(() => {})
    const block = open()
    pullOutside()
    expect(namesOf(ended)).toEqual([])
    expect(namesOf(block)).toEqual(['pull_package'])
  })

  test('belongs to a block that watches after its end', () => {
    const block = open()
    block.close()
    block.watch()
    pullOutside()
    expect(namesOf(block)).toEqual(['pull_package'])
  })
})

test('a block that runs in one that has ended keeps its events to itself', () => {
  const outer = open()
  const inner = outer.run(() => open())
  outer.close()
  inner.run(pull)
  expect(namesOf(inner)).toEqual(['pull_package'])
  expect(namesOf(outer)).toEqual([])
})

describe('a request', () => {
  const request = { method: 'POST', url: '/path', taken: false }
  const known = Promise.resolve()
  const send = (more: { missed?: boolean; known?: Promise<void> } = {}) =>
    BlockRun.noteRequest({ ...request, ...more })

  test('is of the block that sends it, and of those around', () => {
    const outer = open()
    const inner = outer.run(() => open())
    const beside = open()
    inner.run(send)
    expect(outer.requests).toEqual([request])
    expect(inner.requests).toEqual([request])
    expect(beside.requests).toEqual([])
  })

  test('is of every open block where its sender is unknown', () => {
    const [one, other] = [open(), open()]
    outsideTests(send)
    expect(one.requests).toEqual([request])
    expect(other.requests).toEqual([request])
  })

  test('is of every open block where code of an ended test sends it', async () => {
    const ended = beginTest('the ended test')
    await runToEnd(ended, () => {})
    const [late, block] = [open(ended), open()]
    runForTest(ended, () => send({ missed: true }))
    expect(late.requests).toHaveLength(1)
    expect(block.requests).toHaveLength(1)
  })

  test('that went out to the network is late for a block that has ended', () => {
    const outer = open()
    const inner = outer.run(() => open())
    inner.close()
    outer.close()
    inner.run(() => send({ missed: true, known }))
    inner.run(() => send({ missed: false, known }))
    inner.run(() => send())
    const missed = { ...request, missed: true, known }
    expect(inner.lateMissed).toEqual([missed, { ...missed, missed: false }])
    expect(outer.lateMissed).toEqual(inner.lateMissed)
    expect(inner.takeLate()).toEqual(['Late: POST /path was sent after the block ended.'])
    expect(inner.requests).toEqual([missed])
    expect(inner.takeLate()).toEqual([])
  })

  test('is not late where a block around it is open, or the test has ended', async () => {
    const outer = open()
    const inner = outer.run(() => open())
    inner.close()
    inner.run(() => send({ missed: true, known }))
    expect(outer.requests).toHaveLength(1)
    let ended: BlockRun | undefined
    await runToEnd(beginTest('the inner test'), () => {
      ended = open()
      ended.close()
    })
    ended?.run(() => send({ missed: true, known }))
    expect([inner.lateMissed, ended?.lateMissed]).toEqual([[], []])
  })

  test('is of nobody where code of no test sends it and no block is open', () => {
    expect(() => outsideTests(() => send({ missed: true }))).not.toThrow()
    expect(() => send({ missed: true })).not.toThrow()
  })
})

test('what comes after a block says when', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(1000)
  onTestFinished(() => now.mockRestore())
  const outer = open()
  const inner = outer.run(() => open())
  inner.close()
  outer.close()
  now.mockReturnValue(1004.6)
  inner.run(pull)
  const line = 'Late: "pull_package" was triggered 5 ms after the block ended.'
  expect(inner.takeLate()).toEqual([line])
  expect(outer.takeLate()).toEqual([line])
  inner.run(refused)
  inner.run(refused)
  expect(inner.takeLate()).toEqual([
    'Late: "pull_packag" was refused 2 times after the block ended, first after 5 ms.',
  ])
})

test('what is counted before a block begins, or after it has ended, is not its own', () => {
  const key = '{event_counters}_pull_package'
  const block = open()
  pull()
  block.begin()
  block.run(pull)
  block.close()
  pull()
  block.close()
  expect([block.before.read(key), block.after.read(key)]).toEqual([1, 2])
})

describe('what a tracker had in its buffer when the block began', () => {
  const begun = Date.parse('2026-02-13')
  const payload = (time: number) => ({
    e: 'se',
    se_ca: 'c',
    se_ac: 'pull_package',
    dtm: `${time}`,
    stm: `${Date.now()}`,
  })
  const openAt = (time: number) => {
    vi.useFakeTimers({ now: time, toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    return open()
  }

  test.for<[string, number, number]>([
    ['does not belong to it', begun - 1, 0],
    ['is none that was tracked since', begun, 1],
  ])('%s', ([, time, events]) => {
    const block = openAt(begun)
    block.run(() => fakes.journal.recordPayload(payload(time)))
    expect(block.events).toHaveLength(events)
  })

  test('nobody can tell by a clock that was set back', () => {
    const block = openAt(begun)
    vi.setSystemTime(begun - 1000)
    block.run(() => fakes.journal.recordPayload(payload(begun - 1000)))
    expect(block.events).toHaveLength(1)
  })
})

describe('what a store keeps for a block is let go of when its verdict has fallen', () => {
  const track = () => void setTimeout(pull, 1)

  /** Runs a test, and returns how many snapshots its counters still keep. */
  const keptAfter = async (body: () => unknown): Promise<number> => {
    const kept = new Set<object>()
    await runToEnd(beginTest('the inner test'), async () => {
      const { counters } = currentRun()
      const { snapshot } = counters
      vi.spyOn(counters, 'snapshot').mockImplementation(() => {
        const taken = snapshot.call(counters)
        const release = () => {
          kept.delete(taken)
          taken.release()
        }
        kept.add(taken)
        return { ...taken, release }
      })
      await body()
      expect(counters.snapshot).toHaveBeenCalled()
      await wait(10)
    }).catch(() => {})
    return kept.size
  }

  test.for<[string, () => unknown]>([
    ['events', () => expect(pull).toTriggerInternalEvents('pull_package')],
    ['a metric', () => expect(pull).toIncrementUsageMetrics('counts.package_pulls')],
    ['a value that is read before', () => expect(pull).toNotChange(() => 1)],
    ['an error of the block', () => expect(() => JSON.parse('{')).not.toTriggerInternalEvents()],
    ['.within()', () => expect(track).toTriggerInternalEvents('pull_package').within(1000)],
    [
      'a metric that has moved late',
      () => expect(track).not.toIncrementUsageMetrics('counts.package_pulls'),
    ],
    [
      'events, where no set-up file settles',
      () => {
        runner().settles = false
        onTestFinished(() => {
          runner().settles = true
        })
        return expect(pull).toTriggerInternalEvents('pull_package')
      },
    ],
    [
      'a metric in another store',
      () => {
        countInOneStore()
        return expect(pull).toIncrementUsageMetrics('counts.package_pulls')
      },
    ],
  ])('%s', async ([, body]) => {
    expect(await keptAfter(body)).toBe(0)
  })
})

test('what ended tests leave behind in blocks is told to the open one, unless it was told before', async () => {
  const [ended, abandoned] = [beginTest('ended'), beginTest('abandoned')]
  const blocks = [open(ended), open(abandoned)] as const
  blocks[1].abandoned = true
  await Promise.all([settleTest(ended), settleTest(abandoned)])
  const block = open()
  for (const each of blocks) each.run(pull)
  expect(block.unattributed).toEqual([{ kind: 'events', name: 'pull_package', from: ended }])
})

test('what is tracked between the answer of the store and the block cannot be told apart', async () => {
  countInOneStore()
  const block = open()
  await block.loadBefore([])
  pull()
  block.begin()
  expect([...block.countedMeanwhile]).toEqual(['pull_package'])
  expect(block.events).toEqual([])
})
