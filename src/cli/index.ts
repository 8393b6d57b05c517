export { endWithItsCaller } from './end-with-its-caller.ts'
export { runCommand } from './run-command.ts'
