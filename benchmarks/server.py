"""A site in a temporary folder, served by the same server as in production, and a client that loads it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

THREADS = 4


def prepare() -> Path:
    """Settings of a site of our own in a temporary folder, and Django started with them."""
    folder = Path(tempfile.mkdtemp(prefix="rondom-bench-"))
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
        "RONDOM_DATA_DIR": str(folder),
        "RONDOM_SECRET_KEY": "only-for-measuring",
    }
    os.environ.pop("RONDOM_DATABASE_URL", None)  # a database of one's own, whatever the shell says
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    return folder


@contextmanager
def serving() -> Iterator[int]:
    """gunicorn on a free port of this machine: one process, four threads."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "rondom.wsgi", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen([*command, "--threads", str(THREADS), "--log-level", "error"])
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


Request = tuple[str, str, str, dict[str, str]]
"""Method, path, body, headers."""


def per_second(port: int, requests: Sequence[Request], *, expect: int) -> float:
    """How many of these requests are answered in a second, with as many clients as the server has threads."""
    shares = [requests[start::THREADS] for start in range(THREADS)]
    start = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        statuses = [
            status for found in pool.map(lambda share: _send(port, share), shares) for status in found
        ]
    took = time.perf_counter() - start
    wrong = [status for status in statuses if status != expect]
    assert not wrong, f"{len(wrong)} answers were not {expect}: {sorted(set(wrong))}"
    return len(requests) / took


def median_ms(call: Callable[[], object], times: int) -> float:
    """The middle of so many timings, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - start))
    return sorted(taken)[len(taken) // 2]


def _send(port: int, requests: Sequence[Request]) -> list[int]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    statuses = []
    for method, path, body, headers in requests:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
    connection.close()
    return statuses


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not start")
