import { requireModule } from '../foundation/index.ts'

/**
 * Returns what all workers of a run have in common: the process that started them, and when it
 * began, since in a container each run has the same process id.
 */
export function runId(): { readonly id: string; readonly isSure: boolean } {
  const isWorker = process.send !== undefined || process.env['NODE_TEST_CONTEXT'] !== undefined
  const pid = isWorker ? process.ppid : process.pid
  const start = startOf(pid)
  return { id: `${pid}-${start}`, isSure: start !== '' }
}

/** Returns the time at which a process began, in ticks; nothing where the system has no `/proc`. */
function startOf(pid: number): string {
  try {
    const text = requireModule('node:fs').readFileSync(`/proc/${pid}/stat`, 'latin1')
    // Its name, in parentheses, may hold anything; the time is the 20th word after it.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
