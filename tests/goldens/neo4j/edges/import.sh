#!/bin/sh
# Makes the database "kg" out of the files beside this one; the server must not have it open.
cd "$(dirname "$0")" || exit 1
exec neo4j-admin database import full "${1:-kg}" --nodes=nodes.csv --relationships=relationships.csv \
  --array-delimiter='|' --multiline-fields=true --overwrite-destination=true
