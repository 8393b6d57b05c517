#!/usr/bin/env node
import { runCommand } from '../cli/index.ts'

const code = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
})
// A collector goes on until it is stopped.
if (code !== undefined) process.exitCode = code
