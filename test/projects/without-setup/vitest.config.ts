export default { test: { include: ['*.fixture.ts'] } }
