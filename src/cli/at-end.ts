/** The signals of a terminal that has gone, and of Ctrl-\, for which Node.js has nothing run. */
const SIGNALS = ['SIGHUP', 'SIGQUIT'] as const

/**
 * Gives a terminal back however the program ends, also by a signal that nothing else handles, which
 * then ends the program as ever. Returns what takes the promise back.
 */
export function atEnd(giveBack: () => void): () => void {
  const give = () => {
    try {
      giveBack()
    } catch {
      // A terminal that has gone takes nothing back.
    }
  }
  const end = (signal: NodeJS.Signals) => {
    forget()
    give()
    process.kill(process.pid, signal)
  }
  const forget = () => {
    process.off('exit', give)
    for (const signal of SIGNALS) process.off(signal, end)
  }
  process.once('exit', give)
  for (const signal of SIGNALS) process.on(signal, end)
  return forget
}
