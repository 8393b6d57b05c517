/** Loaded before a program: on SIGUSR2 it prints the longest pause of the event loop since the last one, in ms. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
process.on('SIGUSR2', () => {
  process.stderr.write(`${delay.max / 1e6}\n`)
  delay.reset()
})
