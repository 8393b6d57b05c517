// Runs a service by its name: node src/serve.ts downloads
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const { service }: { service: Server } = await import(`./${process.argv[2]}.ts`)
service.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(service.address() as AddressInfo).port}`)
})
