"""What a run has in hand, from a worker's answer to the line in the manifest."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from guoban.__about__ import version
from guoban.batch.inputs import name_of
from guoban.batch.manifest import Manifest, Record
from guoban.batch.packing import Told, told
from guoban.batch.parts import Parts
from guoban.batch.plan import Fingerprint, Plan
from guoban.batch.reading import Answer, Job
from guoban.batch.rules import rules, surroundings
from guoban.documents.source import shown_name
from guoban.errors import GuobanError
from guoban.messages import message

LOG_NAME = "errors.log"
# A part is written when it would hold so much.
COUNTED = ("reports", "sections", "metrics", "progress")
MOST_FILES, MOST_METRICS, MOST_CHARACTERS = 1_000, 100_000, 20_000_000


class Results:
    """The data set in `folder` as a run changes it. `done` and `failed` count the files of this run, `taken` those
    whose result an interrupted run had left on disk."""

    def __init__(self, folder: Path, manifest: Manifest, parts: Parts) -> None:
        self.manifest = manifest
        self.done = 0
        self.failed = 0
        self.taken = 0
        self._folder = folder
        self._parts = parts
        self._left: dict[tuple[str, str], Path] = {}
        self._waiting: list[tuple[Path, Told, Job]] = []

    def open(self) -> None:
        """Tidy up after an interruption: what was finished counts, what was not is undone."""
        self.manifest.rewrite()  # first of all: by it the folder is known as a data set
        self._parts.prepare(self.manifest.parts())
        for path, about in self._parts.waiting().items():
            record = self.manifest.records.get(about.input)
            if about.rules != rules() or (record and record.part and record.sha256 == about.sha256):
                path.unlink()
            else:
                self._left[about.input, about.sha256] = path

    def check(self, made: Plan) -> None:
        """Raise `GuobanError` (batch_columns) where rows that stay have other columns than this version writes."""
        gone = {record.input for record in made.stale}
        staying = {record.part for address, record in self.manifest.records.items() if address not in gone}
        for part in sorted(staying - {""}):
            if not self._parts.same_columns(part):
                raise GuobanError("batch_columns", folder=self._folder)

    def apply(self, made: Plan) -> None:
        """Take the stale rows out, and write down the duplicates."""
        gone = {record.input for record in made.stale}
        records = {address: one for address, one in self.manifest.records.items() if address not in gone}
        staying: defaultdict[str, list[Record]] = defaultdict(list)
        for one in records.values():
            staying[one.part].append(one)
        taken = self.manifest.parts()
        for part in sorted({record.part for record in made.stale}):
            ids = {record.compilation_id for record in made.stale if record.part == part}
            if staying[part]:
                new = self._parts.without(part, ids, taken)
                taken.add(new)
                moved = [replace(one, part=new, part_files=len(staying[part])) for one in staying[part]]
                records |= {one.input: one for one in moved}
        now = _now()
        for one in made.duplicates:
            records[one.input] = replace(
                one, reason=message(one.code, dict(one.details)), version=version, rules=rules(), finished=now
            )
        self.manifest.rewrite(records.values())
        self._parts.sweep(self.manifest.parts())

    def take_waiting(self, job: Job) -> bool:
        """Tell whether the result of `job` was left by an earlier run; then it waits for its part again."""
        path = self._left.pop((job.address, job.sha256), None)
        if path is None:
            return False
        self.taken += 1
        self._wait(path, told(path), job)
        return True

    def settle(self, job: Job, found: Answer, seconds: float) -> str:
        """Keep what became of `job`, and return the reason in words where it failed."""
        match found:
            case "read", bytes() as block:
                about = told(block)
                if about.rules != rules():
                    raise GuobanError("batch_differs", worker=about.version)
                self.done += 1
                self._wait(self._parts.keep(block, about.sha256), about, job)
                return ""
            case "refused", code, details:
                return self._fail(job, code, details)
            case "late", *_:
                return self._fail(job, "batch_slow", {"limit": f"{seconds:g}"})
            case "lost", reason:
                return self._fail(job, "batch_lost", {"reason": reason})
            case "failed", trace:
                self._log(job.address, trace)
                return self._fail(job, "batch_failed", {"log": LOG_NAME})
            case "memory", *_:
                return self._fail(job, "batch_memory", {})
            case _:
                self._log(job.address, f"exit code {found[1:]}")
                return self._fail(job, "batch_crashed", {})

    def unreadable(self, one: Fingerprint) -> str:
        """Keep that `one` could not be looked at, and return the reason. Rows that it gave earlier stay."""
        problem = one.problem or GuobanError("file_unreadable", name=one.input.address, reason="")
        earlier = self.manifest.records.get(one.input.address)
        if earlier is not None and earlier.status == "done":
            self.failed += 1
            return str(problem)
        return self._fail(Job(one.input.address, "", one.input.size), problem.code, problem.details)

    def close(self) -> None:
        """Write the last part, and the manifest with a line a file."""
        self._flush()
        self.manifest.rewrite()
        self._parts.sweep(self.manifest.parts())
        self._parts.close()

    def rows(self) -> dict[str, int]:
        """Return the rows that the data set holds, by table."""
        done = [record for record in self.manifest.records.values() if record.status == "done"]
        return {name: sum(getattr(one, name) for one in done) for name in COUNTED}

    def _wait(self, path: Path, about: Told, job: Job) -> None:
        self._waiting.append((path, about, job))
        metrics = sum(told.metrics for _path, told, _job in self._waiting)
        characters = sum(told.characters for _path, told, _job in self._waiting)
        if len(self._waiting) >= MOST_FILES or metrics >= MOST_METRICS or characters >= MOST_CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        """Write what waits as a part: first the rows, then the lines of the manifest, then the blocks go."""
        if not self._waiting:
            return
        waiting = sorted(self._waiting, key=lambda one: one[1].input)
        part = self._parts.write([path for path, _told, _job in waiting], self.manifest.parts())
        self.manifest.add(_done(about, job, part, len(waiting)) for _path, about, job in waiting)
        for path, _told, _job in waiting:
            path.unlink()
        self._waiting.clear()

    def _fail(self, job: Job, code: str, details: dict[str, Any]) -> str:
        self.failed += 1
        name = shown_name(name_of(job.address))
        details = {"name": name} | details
        record = Record(
            input=job.address, name=name, size=job.size, sha256=job.sha256, status="failed", code=code, details=details,
            reason=message(code, details), version=version, rules=rules(), surroundings=surroundings(), finished=_now(),
        )  # fmt: skip
        self.manifest.add([record])
        return record.reason

    def _log(self, address: str, what: str) -> None:
        with (self._folder / LOG_NAME).open("a", encoding="utf-8") as stream:
            stream.write(f"{_now()} {address}\n{what.rstrip()}\n\n")


def _done(about: Told, job: Job, part: str, files: int) -> Record:
    return Record(
        input=job.address, name=shown_name(name_of(job.address)), size=job.size, sha256=about.sha256, status="done",
        characters=about.characters, reports=about.reports, sections=about.sections, metrics=about.metrics,
        progress=about.progress, notes=about.notes, seconds=about.seconds, part=part, part_files=files,
        version=about.version, rules=about.rules, finished=_now(),
    )  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
