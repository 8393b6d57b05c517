import { capLines, counted, printable } from '../../foundation/index.ts'
import {
  type CollectorReader,
  drawScreen,
  followCollector,
  type MonitorView,
  printCount,
  printTime,
  type Reading,
} from '../../monitor/index.ts'
import type { RunningCollector } from '../run-collector.ts'
import type { PromptStreams } from '../terminal.ts'
import { FullScreen } from './full-screen.ts'
import { type Monitored, printRemark, printState, printWaiting } from './monitored.ts'

/** The exit code of shells for a program that Ctrl-C ended. */
const INTERRUPTED = 130

/**
 * Shows a monitor on a whole terminal until a key ends it. Resolves with the exit code.
 *
 * @param begin Starts a collector, if nothing listens at the address.
 */
export async function showScreen(
  monitored: Monitored,
  reader: CollectorReader,
  streams: PromptStreams,
  begin: (signal: AbortSignal) => Promise<RunningCollector | undefined>,
): Promise<number> {
  const { monitor, asked, faults } = monitored
  const colour = !process.env['NO_COLOR']
  const ended = new AbortController()
  let own: RunningCollector | undefined
  let hasAnswered = false
  let state = `Asking ${monitored.url} …`
  let remark = ''
  /** The view that is held while the screen is paused. */
  let held: MonitorView | undefined
  let code = 0

  const end = (withCode: number) => {
    code = withCode
    ended.abort()
  }
  const draw = () => {
    const view = held ?? monitor.view()
    const notices = [...faults, ...(remark === '' ? [] : [remark])]
    const shown = { view, state, asked, notices, isPaused: held !== undefined }
    screen.draw(drawScreen(shown, { ...screen.size, colour }))
  }
  const keys: Readonly<Record<string, () => void>> = {
    p() {
      held = held ? undefined : monitor.view()
      draw()
    },
    r() {
      monitor.reset()
      remark = ''
      held &&= monitor.view()
      draw()
    },
    q: () => end(0),
    'ctrl-d': () => end(0),
    'ctrl-c': () => end(INTERRUPTED),
  }
  const screen = new FullScreen(streams, (key) => keys[key]?.(), draw)
  try {
    draw()
    own = await begin(ended.signal)
    const listener = {
      heard: monitor.hear.bind(monitor),
      answered(reading: Reading) {
        hasAnswered = true
        monitor.answered(reading)
        const news = printRemark(reading)
        if (news !== '') remark = `${printTime(Date.now())} ${news}`
        state = printState(monitored, own !== undefined)
        draw()
      },
      silent(reason: string) {
        state = printWaiting(monitored, reason, hasAnswered)
        draw()
      },
    }
    await followCollector(reader, listener, ended.signal)
  } finally {
    screen.close()
    await own?.close()
  }
  streams.output.write(printSummary(monitor.view()))
  return code
}

/** Tells what would go with the screen: which metrics have moved. */
function printSummary({ count, since, metrics }: MonitorView): string {
  const moved = metrics.filter((one) => one.moved !== 0)
  const steps = capLines(moved, ({ metric, start, now }) =>
    printable(`${metric.keyPath} ${printCount(start)} -> ${printCount(now)}`),
  )
  const words = moved.length === 0 ? 'moved no metric' : 'moved:'
  return `${[`${counted(count, 'event')} since ${printTime(since)} ${words}`, ...steps].join('\n')}\n`
}
