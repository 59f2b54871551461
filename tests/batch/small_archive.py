"""A folder of files for batches, what comes out of one, and a run of the program beside this one."""

import os
import signal
import subprocess
import sys
import time

import pandas as pd
import psutil

import guoban
from guoban.batch.manifest import NAME, load
from guoban.batch.run import Request, run

KEYS = {"reports": "report_id", "sections": "section_id", "metrics": "metric_id", "progress": "progress_id"}
REPORT = """{place}水利局2024年上半年工作总结
一、上半年工作情况
（一）抓项目。完成投资{number}.5亿元，完成年度任务{target}亿元的{share}%。新增泵站{number}座，同比增长{share}.2%。
（二）抓民生。巩固提升农村饮水{target}万人，投入资金XX万元。
二、下半年工作打算
全年完成投资{target}亿元，新建泵站{target}座。
"""


class Silent:
    """Listens to a run, and keeps what it was told."""

    def __init__(self):
        self.reasons, self.start, self.steps = {}, None, []

    def looked_at(self, done, total):
        pass

    def begins(self, start):
        self.start = start

    def goes_on(self, done, failed, weight):
        self.steps.append((done, failed, weight))

    def failed(self, address, reason):
        self.reasons[os.path.basename(address)] = reason  # noqa: PTH119  (an address)


def report(number):
    return REPORT.format(place=f"青山{number}县", number=number + 3, target=number + 20, share=number + 40)


def archive(folder, count):
    """Fill `folder` with `count` reports, no two alike, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(report(number), encoding="utf-8")
    return folder


def batch(source, out, **wanted):
    """Run a batch in this process and return how it ended, and who listened."""
    listener = Silent()
    sources = [str(source)] if not isinstance(source, list) else source
    return run(Request(sources, out, **({"workers": 1} | wanted)), listener), listener


def rows(out):
    """Return the four tables of the data set at `out`, as pandas opens them, in the order of their keys."""
    return {name: pd.read_parquet(out / name).sort_values(key, ignore_index=True) for name, key in KEYS.items()}


def extracted(files):
    """Return the four tables of `files` as the program reads them one by one."""
    read = [guoban.read(file) for file in files]
    return {
        name: pd.concat([getattr(one, name) for one in read]).sort_values(key, ignore_index=True)
        for name, key in KEYS.items()
    }


def assert_same_rows(found, expected):
    for name in KEYS:
        pd.testing.assert_frame_equal(found[name], expected[name], check_dtype=False)


def statuses(out):
    return {record.name: record.status for record in load(out / NAME).values()}


def started(source, out, *more):
    """Start `guoban batch` as a user does."""
    command = [sys.executable, "-m", "guoban", "batch", str(source), "--out", str(out), *more]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8")


def until(holds, process=None, seconds=60):
    """Wait until `holds()` is true, and return what it gave."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := holds():
            return found
        assert process is None or process.poll() is None, process.stderr.read()
        time.sleep(0.02)
    raise AssertionError("it did not happen")


def readers(pid):
    """Return the processes in which the batch `pid` reads."""
    inside = psutil.Process(pid).children(recursive=True)
    return [one for one in inside if "guoban.batch.worker" in " ".join(one.cmdline())]


def kill(pid):
    os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
