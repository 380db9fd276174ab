#!/usr/bin/env bash
# The example reports, built anew into ./demo-store, and a few questions to them. `make demo` runs this.
set -euo pipefail
cd "$(dirname "$0")/.."

# shows a command as one would type it, and runs it
ask() {
  local shown="kg" word
  for word in "$@" --store demo-store; do
    case $word in *[!A-Za-z0-9./_-]*) shown+=" '$word'" ;; *) shown+=" $word" ;; esac
  done
  printf '\n$ %s\n' "$shown"
  kg "$@" --store demo-store
}

rm -rf demo-store
echo "The reports in examples/articles: in French and English, on chips, minerals and sanctions."
ask build examples/articles
ask stats

printf '\nWhich way did Nvidia chips go from Singapore to China, and who says so?\n'
ask trace "Nvidia chips" --from Singapore --to China

printf '\nWhat restricts sales of the H20, and who says so?\n'
ask claims --class restriction --entity H20

cat <<'END'

Go on, with your own reports:

  . .venv/bin/activate
  kg build my-reports/                     files, folders, patterns, or - for stdin
  kg claims --entity Malaisie --status alleged
  kg query 'SELECT ?who ?whom { ?who sc:saidToSanction ?whom }' --store demo-store
  kg export -o graph.gexf --store demo-store
  kg --help
END
