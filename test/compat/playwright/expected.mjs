export const expectedMessages = {}
