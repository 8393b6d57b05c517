export { type CounterStoreSuite, describeCounterStore } from './describe-counter-store.ts'
