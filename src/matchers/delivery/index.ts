export { toHaveDeliveredEachEventOnce } from './to-have-delivered-each-event-once.ts'
