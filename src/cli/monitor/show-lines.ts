import {
  type CollectorListener,
  type CollectorReader,
  followCollector,
  printEventJson,
  printEventLine,
} from '../../monitor/index.ts'
import type { RunningCollector } from '../run-collector.ts'
import type { Terminal } from '../terminal.ts'
import { type Monitored, printRemark, printState, printWaiting } from './monitored.ts'

/** Prints a line for each event as it comes, and on standard error what is not about an event. */
export function showLines(
  monitored: Monitored,
  reader: CollectorReader,
  terminal: Terminal,
  { json, isOwn }: { readonly json: boolean; readonly isOwn: boolean },
): RunningCollector {
  const { monitor, faults } = monitored
  const print = json ? printEventJson : printEventLine
  const ended = new AbortController()
  const say = (text: string) => terminal.error(`${text}\n`)
  let answers: boolean | undefined
  let hasAnswered = false
  /** Says how the collector is when that changes, and not each reason why it does not answer. */
  const sayState = (does: boolean, text: string) => {
    if (does !== answers) say(text)
    answers = does
  }
  const listener: CollectorListener = {
    heard(seen) {
      const heard = monitor.hearSteps(seen)
      if (heard) terminal.out(`${print(heard.event, heard.steps)}\n`)
    },
    answered(reading) {
      hasAnswered = true
      monitor.answered(reading)
      sayState(true, printState(monitored, isOwn))
      const remark = printRemark(reading)
      if (remark !== '') say(remark)
    },
    silent: (reason) => sayState(false, printWaiting(monitored, reason, hasAnswered)),
  }
  for (const fault of faults) say(fault)
  const following = followCollector(reader, listener, ended.signal)
  return {
    async close() {
      ended.abort()
      await following
    },
  }
}
