export { type CollectorServer, type ServerOptions, serveCollector } from './collector-server.ts'
export { type StartedCollector, startCollector } from './start-collector.ts'
