"""The app on a free port, and a browser to look at it with: for the browser tests, the benchmarks and the pictures."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
START_SECONDS, END_SECONDS = 90, 10
TOLD = 3_000


def chromium() -> str:
    """Return the program of a browser. Raises `RuntimeError` where there is none."""
    found = os.environ.get("GUOBAN_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise RuntimeError("no Chromium was found: install one, or name it in GUOBAN_CHROMIUM")
    return found


@contextmanager
def serving(data: Path, log: Path | None = None, **environment: str) -> Iterator[tuple[str, int]]:
    """Serve the app with its library in the folder `data`; yield its address and the number of its process.

    What the server says goes to the file `log`. `environment` is for the server alone; a database that is named in this
    process's own is not passed on. Raises `RuntimeError` where the app does not start.
    """
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
    inherited = {name: value for name, value in os.environ.items() if name != "GUOBAN_DATABASE_URL"}
    variables = {**inherited, "GUOBAN_DATA": str(data), **environment}
    with (log or Path(os.devnull)).open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, stdout=written, stderr=subprocess.STDOUT, env=variables)
        try:
            if not _answers(port, process):
                told = log.read_text(encoding="utf-8", errors="replace")[-TOLD:] if log else ""
                raise RuntimeError(f"the app did not start: {told}")
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _answers(port: int, process: "subprocess.Popen[bytes]") -> bool:
    """Return whether the app answers within its time, and as long as it runs."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return True
        except (URLError, OSError):
            time.sleep(0.1)
    return False
