import { readFileSync } from 'node:fs'
import type { RunningCollector } from './run-collector.ts'

/** The signals that ask a program to end, with the exit codes of shells for them. */
const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const
const SHELLS: ReadonlySet<string> = new Set(['ash', 'bash', 'dash', 'sh', 'zsh'])
/** The time between two looks at the parent, in milliseconds. */
const LOOK = 500

/**
 * Ends a command when it is asked to, or when the runner that started it has gone: a signal to npx
 * does not reach the programs that it runs, and the first process of a container ignores signals
 * that it does not handle.
 */
export function endWithItsCaller(
  running: Promise<number | RunningCollector>,
  exit: (code: number) => void,
): void {
  let result: number | RunningCollector | undefined
  running.then((value) => {
    result = value
  })
  let ending = false
  const end = async (code: number) => {
    // Whoever asks twice does not want to wait. A command that still runs may wait for an answer
    // that nobody will give, and has nothing to close.
    if (ending || result === undefined) return exit(code)
    ending = true
    if (typeof result !== 'number') await result.close()
    exit(code)
  }
  for (const [signal, code] of SIGNALS) process.on(signal, () => end(code))
  // npm, pnpm and yarn say so. A shell may end, and leave in the background what it started.
  if (process.env['npm_config_user_agent'] === undefined) return
  const caller = readCaller()
  const timer = setInterval(() => {
    if (readCaller() === caller) return
    clearInterval(timer)
    end(0)
  }, LOOK)
  timer.unref()
}

/** Returns the process that started this one; if that is a shell, which npx puts between, its own too. */
function readCaller(): string {
  const { ppid } = process
  try {
    const status = readFileSync(`/proc/${ppid}/status`, 'utf8')
    const [, name = ''] = /^Name:\t(.*)$/m.exec(status) ?? []
    const [, parent = ''] = /^PPid:\t(\d+)$/m.exec(status) ?? []
    return SHELLS.has(name) ? `${ppid} ${parent}` : String(ppid)
  } catch {
    // Only Linux has the folder.
    return String(ppid)
  }
}
