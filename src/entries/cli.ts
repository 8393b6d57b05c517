#!/usr/bin/env node
import { endWithItsCaller, runCommand } from '../cli/index.ts'

// Whoever read the output may have ended, as `head` does; the collector goes on.
const outClosed = new Promise((resolve) => process.stdout.on('error', resolve))
const running = runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  isInteractive: process.stdout.isTTY,
  outClosed,
  get prompts() {
    const { stdin, stdout } = process
    // Some terminals do not tell their size.
    stdout.columns ||= 80
    stdout.rows ||= 24
    return stdin.isTTY && stdout.isTTY ? { input: stdin, output: stdout } : undefined
  },
})
endWithItsCaller(running, process.exit)
const result = await running
// A collector goes on until it is stopped.
if (typeof result === 'number') process.exitCode = result
