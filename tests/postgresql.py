"""Runs pytest against a PostgreSQL server of its own: ``python -m tests.postgresql [pytest arguments]``.

Uses RONDOM_TEST_DATABASE_URL when it is set; else Debian's server programs, in a temporary folder and on
a socket only. Where there is no server it says so: an error in CI, a notice elsewhere.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def main() -> int:
    address = os.environ.get("RONDOM_TEST_DATABASE_URL")
    if address:
        return _pytest(address)
    programs = _programs()
    if programs is None:
        print("No PostgreSQL server found: apt-get install postgresql, or set RONDOM_TEST_DATABASE_URL.")
        return 1 if os.environ.get("RONDOM_REQUIRE_ALL") else 0
    with _server(programs) as address:
        return _pytest(address)


def _pytest(address: str) -> int:
    environment = {**os.environ, "RONDOM_DATABASE_URL": address}
    return subprocess.call([sys.executable, "-m", "pytest", *sys.argv[1:]], env=environment)


def _programs() -> Path | None:
    """The folder with initdb and pg_ctl, newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@contextmanager
def _server(programs: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="rondom-pg-"))
    as_user = _drop_root(folder)
    data = folder / "data"
    options = f"-h '' -k {folder} -F -c full_page_writes=off -c synchronous_commit=off"
    try:
        _run([programs / "initdb", "-D", data, "-U", "rondom", "--auth=trust", "--no-sync"], as_user)
        _run([programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"], as_user)
        yield f"postgresql://rondom@/postgres?host={folder}"
    finally:
        _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], as_user, check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _drop_root(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root: use its own user then."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "postgres", "postgres")
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _run(command: list[object], as_user: dict[str, object], *, check: bool = True) -> None:
    subprocess.run(  # type: ignore[call-overload]  # the keywords for another user are optional
        [str(part) for part in command], check=check, cwd="/", stdout=subprocess.DEVNULL, **as_user
    )


if __name__ == "__main__":
    sys.exit(main())
