/** Loaded before a program: on SIGUSR2 it prints the CPU time, user and system, that its process has taken, in µs. */
process.on('SIGUSR2', () => {
  const { user, system } = process.cpuUsage()
  process.stderr.write(`${user + system}\n`)
})
