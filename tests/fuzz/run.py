"""Run every fuzzer for its share of the time: python tests/fuzz/run.py [SECONDS]

Prints how many inputs each tried; ends with 1 where one of them found something. SECONDS is for all together.
"""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

# Shares of the time: most for what has most rules.
SHARES = {"extract": 15, "docx": 10, "pdf": 8, "zip": 7, "text": 6, "html": 6, "mhtml": 4, "markdown": 4}
DONE = re.compile(r"Done (\d+) runs")


def main() -> int:
    if find_spec("atheris") is None:
        click.echo(
            f"atheris cannot be had for Python {sys.version_info.major}.{sys.version_info.minor} here: nothing was tried."
        )
        return 0
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    found = 0
    for name, share in SHARES.items():
        own = max(round(seconds * share / sum(SHARES.values())), 1)
        command = [sys.executable, str(Path(__file__).with_name("fuzz.py")), name, str(own)]
        run = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        done = DONE.search(run.stderr)
        if run.returncode or done is None:
            found += 1
            click.echo(f"{name}: something was found\n{run.stdout[-2000:]}\n{run.stderr[-6000:]}")
        else:
            click.echo(f"{name}: {int(done.group(1)):,} inputs in {own} s, nothing found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
