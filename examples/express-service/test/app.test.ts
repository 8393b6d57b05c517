import { collector, collectorHandlers } from 'internal-events-testing/msw'
import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import request from 'supertest'
import { afterAll, expect, test } from 'vitest'
import { createApp } from '../src/app'

const server = setupServer(
  ...collectorHandlers(),
  http.get('https://registry.example.com/left-pad', () => HttpResponse.json({ name: 'left-pad' })),
  http.get('https://registry.example.com/*', () => new HttpResponse(null, { status: 404 })),
)
server.listen()
afterAll(() => server.close())

// It comes after server.listen(): its tracker keeps the fetch that exists when it is made.
const app = createApp()

test('a pull is tracked', async () => {
  await expect(() => request(app).get('/projects/7/packages/left-pad').expect(200))
    .toTriggerInternalEvents('pull_package')
    .with({ project: { id: 7 }, category: 'Packages', additionalProperties: { label: 'npm' } })
    .within(1000)
})

test('a package that there is not tracks nothing', async () => {
  await expect(async () => {
    await request(app).get('/projects/7/packages/right-pad').expect(404)
    await collector.settled()
  }).not.toTriggerInternalEvents()
})
