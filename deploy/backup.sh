#!/usr/bin/env bash
# Backs up the database of Rondom into a folder, checks the copy, and removes copies that are too old.
#
#   deploy/backup.sh FOLDER
#
# Reads RONDOM_DATABASE_URL (or _FILE) and RONDOM_DATA_DIR as the site does. Keeps copies for
# RONDOM_BACKUP_DAYS days (14): a copy holds what was deleted since. The secret of the site is not in it;
# keep that elsewhere. The site may run meanwhile.
set -euo pipefail
umask 077

folder=${1:?"usage: backup.sh FOLDER"}
days=${RONDOM_BACKUP_DAYS:-14}
url=${RONDOM_DATABASE_URL:-}
if [[ -z $url && -n ${RONDOM_DATABASE_URL_FILE:-} ]]; then url=$(<"$RONDOM_DATABASE_URL_FILE"); fi
url=${url:-sqlite:///${RONDOM_DATA_DIR:-$PWD/var}/rondom.sqlite3}
local_file=${url#sqlite:///}  # with or without its own first slash

mkdir -p "$folder"
name=rondom-$(date +%Y-%m-%dT%H%M%S)
trap 'rm -f "$folder/.$name"*' EXIT

case $url in
  sqlite:///*)
    kind=sqlite3
    # VACUUM INTO copies one moment, also while others write, and leaves out pages that were deleted.
    python3 - "/${local_file#/}" "$folder/.$name" <<'PYTHON'
import sqlite3, sys
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote

source, target = Path(unquote(sys.argv[1])), sys.argv[2]
if not source.is_file():
    sys.exit(f"There is no database at {source}. Set RONDOM_DATA_DIR or RONDOM_DATABASE_URL as for the site.")
with closing(sqlite3.connect(source, isolation_level=None, timeout=60)) as database:
    database.execute("VACUUM INTO ?", [target])
with closing(sqlite3.connect(target)) as copy:
    (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
if verdict != "ok":
    sys.exit(f"The copy is not whole: {verdict}")
PYTHON
    ;;
  postgres://* | postgresql://*)
    kind=dump
    pg_dump --format=custom --no-owner --no-privileges --file="$folder/.$name" --dbname="$url"
    pg_restore --list "$folder/.$name" >/dev/null
    ;;
  *)
    echo "RONDOM_DATABASE_URL starts with sqlite:/// or postgresql:// ." >&2
    exit 1
    ;;
esac

mv "$folder/.$name" "$folder/$name.$kind"
find "$folder" -maxdepth 1 -type f -name 'rondom-*' -mtime +"$days" -delete
echo "$folder/$name.$kind"
