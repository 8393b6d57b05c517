import { type ChildProcess, spawn } from 'node:child_process'
import { startCollector } from 'internal-events-testing/collector'
import { afterAll, expect, test } from 'vitest'

// The services run as in production, each in a process of its own; all they are told is a URL.
const collector = await startCollector()
const processes: ChildProcess[] = []
afterAll(async () => {
  for (const process of processes) process.kill()
  await collector.close()
})

function start(service: string): Promise<string> {
  const child = spawn(process.execPath, ['src/serve.ts', service], {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, COLLECTOR_URL: collector.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  processes.push(child)
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => resolve(String(text).trim()))
    child.on('exit', (code) => reject(new Error(`${service} ended with ${code}`)))
  })
}

test('a service with version 4 of the tracker', async () => {
  const url = await start('downloads')
  await expect(() => fetch(`${url}/npm/7`))
    .toTriggerInternalEvents('pull_package')
    .with({ project: { id: 7 }, category: 'Downloads', additionalProperties: { label: 'npm' } })
    .within(5000)
})

test('a service with version 3 of the tracker', async () => {
  const url = await start('uploads')
  await expect(() => fetch(`${url}/npm`))
    .toTriggerInternalEvents('push_package')
    .with({ category: 'Uploads', additionalProperties: { label: 'npm' } })
    .within(5000)
})
