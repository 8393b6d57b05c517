export const DEFINE_USAGE = `Usage: internal-events define [event | metric | usage | advisor] [options]

Defines events and metrics, and shows how they are tracked and tested. On a terminal it asks for
what no option says. Elsewhere, with --yes and with --json, options have all answers.

  event      Define an event
  metric     Define a metric that counts events
  usage      Show the code that tracks an event, and its tests
  advisor    Find out whether an event or a metric is what you need

Event (those with * are needed where nobody can be asked):
  --name <name>           * Its name: lowercase letters, digits and underscores
  --description <text>    * What it tracks, where and when
  --identifiers <list>    * One of: project,namespace,user; namespace,user; user;
                          project,namespace; namespace; feature_enabled_by_namespace_ids,user; none
  --property <name>[=<description>]
                          An additional property: label, property, value or a name of your own;
                          may be repeated
  --classification <duo|none>
                          Default: none
  --from <file>           Draft the events that a collector saw: the answer of /micro/good, or what
                          collector --output-json printed. Without --name: all that have no
                          definition

Metric:
  --event <name>          * What it counts; may be repeated
  --scope <scope>         * total, or the number of different ones: user, project, namespace, label,
                          property, value; or sum, of value
  --description <text>    * The end of the description, which begins with such as "Count of unique
                          users"
  --time-frame <7d|28d|all>
                          Default: all that the scope can have, and that are not defined yet
  --filter [<event>:]<property>=<value>[,<value>]
                          Count only events with one of these values; may be repeated
  --name <name>           The text in place of the events' names in its key path; needed with
                          filters, and where the key path would be too long or exists
  --instrumentation-class <name>
                          Define a metric of the database instead, with --time-frame,
                          --description, and --name for the key path

Both:
  --url <url>             The merge request. Default: TODO in GitLab's style, else empty
  --group <name>          The product group; * for an event in GitLab's style. Metrics take over
                          from their events what these have in common
  --category <name>       A feature category; may be repeated
  --tiers <list>          free,premium,ultimate (default), premium,ultimate or ultimate

Usage:
  --event <name>          *
  --example <id>          back-end, front-end, vue, attributes, haml, ruby or rspec; may be
                          repeated. Default: all

Where and how:
  --root <folder>         Default: as for check
  --style <gitlab|plain>  gitlab writes what GitLab's generator writes, byte for byte. Default where
                          there is ee/ or VERSION; else plain, which knows neither ee/ nor TODO
  --milestone <version>   Default: the version in VERSION, or in package.json
  --stages <file>         A copy of GitLab's stages.yml, for groups and their categories
  --yes                   Ask nothing
  --dry-run               Print the definitions, and write nothing
  --force                 Overwrite the event's own file, or one without a definition. A metric that
                          exists is not overwritten: change its file, or remove it first
  --json                  Print what was done as JSON: files, similar events, warnings, examples
  --help                  Show this text

Exit codes: 0 done, 2 an answer or file cannot be used, 130 interrupted.

Examples:
  internal-events define
  internal-events define event --name push_package --description "A package was pushed" \\
    --identifiers project,namespace,user --property label="Type of the package"
  internal-events define metric --event push_package --scope user \\
    --description "who pushed packages"
  internal-events define usage --event push_package --example vue
`
