"""A run: finds what is to be done, hands it to the workers, and sees the results onto the disk."""

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from guoban.batch.cluster import Cluster
from guoban.batch.columns import TABLES
from guoban.batch.inputs import Found, find_inputs, is_in_memory, is_remote, opened
from guoban.batch.interruption import interruptions
from guoban.batch.lock import locked
from guoban.batch.manifest import NAME, Manifest
from guoban.batch.parts import Parts
from guoban.batch.plan import Fingerprint, Plan, fingerprints, plan
from guoban.batch.readers import Pool
from guoban.batch.reading import Answer, Job
from guoban.batch.results import Results
from guoban.documents.limits import limits
from guoban.documents.source import read_source
from guoban.errors import DocumentError, GuobanError
from guoban.locale import current_language
from guoban.messages import message

POLL_SECONDS = 0.5
# Jobs handed out for each worker: the next lies ready when one is done.
JOBS_A_WORKER = 2
ATTEMPTS = 3
Running = dict[Future[Answer], Job]


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asks for. `seconds` is the longest that one file may take; `scheduler` names a Dask cluster."""

    patterns: Sequence[str]
    out: Path
    workers: int = 1
    scheduler: str | None = None
    seconds: float = 3600
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: files by what became of them, and the rows that the data set now holds.

    `done` were read in this run, `standing` earlier; `failed` counts earlier failures that still hold, too.
    """

    done: int
    standing: int
    failed: int
    duplicates: int
    rows: dict[str, int]
    interrupted: bool


@dataclass(frozen=True, slots=True)
class Start:
    """What a run begins with: files by what is to become of them. `weight` is how much work those `to_read` are."""

    files: int
    passed_over: Sequence[str]
    to_read: int
    weight: float
    standing: int
    duplicates: int
    stale: int


class Audience(Protocol):
    """Who is told how a run goes on."""

    def looked_at(self, done: int, total: int) -> None:
        """`done` of `total` files were compared with what was read earlier."""

    def begins(self, start: Start) -> None:
        """The plan is made, and reading begins."""

    def goes_on(self, done: int, failed: int, weight: float) -> None:
        """`done` files are through, of `weight` together, `failed` of them in vain."""

    def failed(self, address: str, reason: str) -> None:
        """The file at `address` was not read."""


class Workers(Protocol):
    """What reads: `slots` files at once; `ships` says that files of this machine must be sent along."""

    ships: bool

    @property
    def slots(self) -> int: ...

    def submit(self, job: Job) -> Future[Answer]: ...

    def close(self) -> None: ...


def run(request: Request, audience: Audience) -> Outcome:
    """Read the files that `request` names into its folder, as far as that was not done earlier.

    Raises `GuobanError` where nothing can be begun (see `find_inputs`, `Cluster`; batch_folder, batch_busy,
    batch_columns) or the cluster is lost (cluster_gone), and `OSError` where the folder cannot be written. What was
    done until then stays, and the next run goes on from there.
    """
    out = request.out.absolute()
    found = find_inputs(request.patterns, leave_out=out)
    _check_folder(out)
    out.mkdir(parents=True, exist_ok=True)
    with locked(out):
        try:
            manifest = Manifest(out)
        except ValueError as problem:
            raise GuobanError("batch_folder", folder=out) from problem
        return _Run(request, audience, found, Results(out, manifest, Parts(out))).go()


def _check_folder(out: Path) -> None:
    if not (out / NAME).exists() and any((out / name).exists() for name in TABLES):
        raise GuobanError("batch_folder", folder=out)


def weight_of(size: int) -> float:
    """Return how much work a file of `size` bytes is thought to be: its bytes, and some for being a file at all."""
    return size + 20_000


class _Run:
    def __init__(self, request: Request, audience: Audience, found: Found, results: Results) -> None:
        self._request = request
        self._audience = audience
        self._found = found
        self._results = results
        self._attempts: dict[str, int] = {}
        self._weight = 0.0
        self._read = 0

    def go(self) -> Outcome:
        self._results.open()
        seen = []
        for one in fingerprints(self._found.inputs):
            seen.append(one)
            self._audience.looked_at(len(seen), len(self._found.inputs))
        made = plan(seen, self._results.manifest.records, retry=self._request.retry)
        self._results.check(made)
        workers = self._workers() if made.to_read else None
        interrupted = False
        try:
            self._results.apply(made)
            for one in made.unreadable:
                self._tell(one.input.address, self._results.unreadable(one))
            if workers:
                interrupted = self._read_all(made, workers)
            else:
                self._audience.begins(self._start(made, []))
        finally:
            if workers:
                workers.close()
        self._results.close()
        return self._outcome(made, interrupted=interrupted)

    def _workers(self) -> Workers:
        if self._request.scheduler:
            return Cluster(self._request.scheduler, self._request.seconds)
        return Pool(self._request.workers, self._request.seconds)

    def _read_all(self, made: Plan, workers: Workers) -> bool:
        """Read what is to be read; return whether the user stopped it."""
        jobs = [self._job(one) for one in made.to_read]
        jobs = [job for job in jobs if not self._results.take_waiting(job)]
        self._audience.begins(self._start(made, jobs))
        todo = iter(jobs)
        running: Running = {}
        with interruptions() as stopped:
            while not stopped():
                self._hand_out(todo, running, workers)
                if not running:
                    return False
                ready, _ = wait(running, timeout=POLL_SECONDS, return_when=FIRST_COMPLETED)
                for future in ready:
                    self._take(running.pop(future), future, running, workers)
                self._goes_on()
        return True

    def _job(self, one: Fingerprint) -> Job:
        return Job(one.input.address, one.sha256, one.input.size, current_language())

    def _start(self, made: Plan, jobs: Sequence[Job]) -> Start:
        return Start(
            files=len(self._found.inputs),
            passed_over=self._found.passed_over,
            to_read=len(jobs),
            weight=sum(weight_of(job.size) for job in jobs),
            standing=sum(one.status == "done" for one in made.standing) + len(made.to_read) - len(jobs),
            duplicates=len(made.duplicates),
            stale=len(made.stale),
        )

    def _hand_out(self, todo: Iterator[Job], running: Running, workers: Workers) -> None:
        try:
            room = JOBS_A_WORKER * workers.slots - len(running)
        except (OSError, TimeoutError) as problem:
            raise GuobanError("cluster_gone") from problem
        while room > 0 and (job := next(todo, None)) is not None:
            room -= self._submit(job, running, workers)

    def _submit(self, job: Job, running: Running, workers: Workers) -> bool:
        try:
            running[workers.submit(_with_data(job, ships=workers.ships))] = job
        except DocumentError as problem:
            self._settle(job, ("refused", problem.code, problem.details))
            return False
        return True

    def _take(self, job: Job, future: Future[Answer], running: Running, workers: Workers) -> None:
        try:
            found = future.result()
        except CancelledError as problem:
            raise GuobanError("cluster_gone") from problem
        except Exception as problem:  # noqa: BLE001  (the worker was killed, or could not be started)
            self._attempts[job.address] = self._attempts.get(job.address, 0) + 1
            if self._attempts[job.address] < ATTEMPTS:
                self._submit(job, running, workers)
                return
            found = ("lost", str(problem) or type(problem).__name__)
        self._settle(job, found)

    def _settle(self, job: Job, found: Answer) -> None:
        reason = self._results.settle(job, found, self._request.seconds)
        self._through(job)
        if reason:
            self._tell(job.address, reason)

    def _through(self, job: Job) -> None:
        self._read += 1
        self._weight += weight_of(job.size)

    def _goes_on(self) -> None:
        self._audience.goes_on(self._read, self._results.failed, self._weight)

    def _tell(self, address: str, reason: str) -> None:
        self._audience.failed(address, reason)

    def _outcome(self, made: Plan, *, interrupted: bool) -> Outcome:
        failed_earlier = [one for one in made.standing if one.status == "failed"]
        for one in failed_earlier:
            self._tell(one.input, message(one.code, dict(one.details)))
        return Outcome(
            done=self._results.done,
            standing=len(made.standing) - len(failed_earlier) + self._results.taken,
            failed=self._results.failed + len(failed_earlier),
            duplicates=len(made.duplicates),
            rows=self._results.rows(),
            interrupted=interrupted,
        )


def _with_data(job: Job, *, ships: bool) -> Job:
    """Return `job`, with the bytes where its worker cannot see the file. Raises `DocumentError`."""
    if is_in_memory(job.address):
        with opened(job.address) as stream:
            return replace(job, data=stream.read(limits().file_bytes + 1))
    if ships and not is_remote(job.address):
        return replace(job, data=read_source(job.address, None, limits())[0])
    return job
