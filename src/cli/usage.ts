export const USAGE = `Usage: internal-events <command> [options]

Commands:
  check        Find the faults of event and metric definitions
  collector    Receive events of Snowplow trackers, and show them at /micro/ui
  coverage     Tell which events and metrics tests guard, and judge the gates
  define       Write definitions of events and metrics
  dictionary   Write one page that shows all events and metrics
  journeys     Compare the journeys of two runs
  monitor      Watch events, and the metrics that they move
  types        Write the types of events and metrics, which TypeScript checks names with

Options:
  --help       Show this text; behind a command, its options: internal-events check --help
  --version    Show the version
`
