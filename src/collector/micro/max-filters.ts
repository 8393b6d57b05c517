/** The largest number of filters in a question, and of values in one: each is asked of every event. */
export const MAX_FILTERS = 64
