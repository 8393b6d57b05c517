export const CHECK_USAGE = `Usage: internal-events check [paths] [options]
       internal-events check explain <rules>

Checks event and metric definitions: each file, and the files against each other. With paths, only
the findings in these files and folders are told; all definitions are read all the same.

Options:
  --root <folder>           The folder that the globs start from. Default: the nearest, from here
                            upwards, with internal-events.config.* or config/events
  --format <name>           text, json, github (annotations), gitlab (code quality), sarif or
                            junit. Default: text
  --json                    The same as --format json
  --fail-on <severity>      error, warning or info: end with 1 at findings of this severity or a
                            heavier one. Default: error
  --sources                 Check tracking calls and elements in sources, too. Scripts need
                            @babel/parser to be installed; Ruby, ERB and HAML @ruby/prism
  --against <revision>      Tell what changed since a revision of Git, and whom it concerns
  --fix                     Correct what is certain; all other bytes stay
  --baseline <file>         Leave out the findings that the file has
  --write-baseline <file>   Write all findings of now to the file, say how many there are, and end
                            with 0. What the file has of other paths and rules stays; no file
                            but a baseline is replaced
  --rules                   List all rules with their severities
  --help                    Show this text

Exit codes: 0 nothing found, 1 findings at or over --fail-on, 2 nothing to check, or something that
cannot be read.

The severities of rules, ignores with their reasons, and lists of product groups and categories
stand under check in internal-events.config.*. A comment in a definition hides one rule there:
# check-ignore <rule>: <reason>

Examples:
  internal-events check
  internal-events check ee/config/metrics --fail-on warning
  internal-events check --against origin/main --format gitlab > gl-code-quality-report.json
  internal-events check explain unknown-key
`
