#!/usr/bin/env bash
# Puts a copy that backup.sh made into an empty place: SQLite where there is no file yet, PostgreSQL in a
# database without tables. It overwrites nothing. Stop the site and the worker first.
#
#   deploy/restore.sh FILE
#
# Reads RONDOM_DATABASE_URL (or _FILE) and RONDOM_DATA_DIR as the site does. Afterwards:
#   rondom close_rounds && rondom migrate && rondom verify_audit
set -euo pipefail
umask 077

file=${1:?"usage: restore.sh FILE"}
[[ -f $file ]] || { echo "There is no file $file." >&2; exit 1; }
url=${RONDOM_DATABASE_URL:-}
if [[ -z $url && -n ${RONDOM_DATABASE_URL_FILE:-} ]]; then url=$(<"$RONDOM_DATABASE_URL_FILE"); fi
url=${url:-sqlite:///${RONDOM_DATA_DIR:-$PWD/var}/rondom.sqlite3}
local_file=${url#sqlite:///}  # with or without its own first slash

case $url:$file in
  sqlite:///*:*.sqlite3)
    python3 - "$file" "/${local_file#/}" <<'PYTHON'
import shutil, sqlite3, sys
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

source, target = Path(sys.argv[1]), Path(unquote(sys.argv[2]))
for there in (target, Path(f"{target}-wal"), Path(f"{target}-shm")):
    if there.exists():
        sys.exit(f"{there} is in the way. Stop the site, move it elsewhere, and try again.")
with closing(sqlite3.connect(source)) as copy:
    (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
if verdict != "ok":
    sys.exit(f"This copy is not whole: {verdict}")
target.parent.mkdir(parents=True, exist_ok=True)
shutil.copyfile(source, target)
print(f"Restored into {target}")
PYTHON
    ;;
  postgres://*:*.dump | postgresql://*:*.dump)
    tables=$(psql --no-psqlrc --tuples-only --no-align --dbname="$url" \
      --command="select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
    if [[ $tables != 0 ]]; then
      echo "The database holds $tables tables. Make an empty one, point RONDOM_DATABASE_URL at it, and try again." >&2
      exit 1
    fi
    pg_restore --no-owner --no-privileges --single-transaction --exit-on-error --dbname="$url" "$file"
    echo "Restored."
    ;;
  *)
    echo "A copy that ends in .sqlite3 goes into SQLite, one that ends in .dump into PostgreSQL." >&2
    exit 1
    ;;
esac
