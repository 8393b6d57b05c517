// Adds the matchers to Vitest's types.
import 'internal-events-testing/vitest'
