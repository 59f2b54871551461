"""The library: what is read stays, and what is corrected stays corrected."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, delete, select

from guoban.compilation import Compilation, OnProgress, read_document
from guoban.corrections import Corrected, Correction, Layers, apply
from guoban.documents import fold
from guoban.documents.simplifying import simplify
from guoban.errors import LibraryError
from guoban.library import compilations, documents, entries, facts, merges, said, schema, search
from guoban.library.backup import write_backup
from guoban.library.cache import Cache, bytes_of
from guoban.library.engine import default_url, open_engine, reading, shown, writing
from guoban.library.entries import Entry
from guoban.library.merges import Merge, MergeKind
from guoban.library.opening import bring_up_to_date
from guoban.library.restoring import Foreseen, Restored, foresee, restore
from guoban.library.search import EVERYWHERE, Around, Arranged, Asked, Found, Hit, SearchFilters

# How much memory the compilations that were last used may take, as extracted and as corrected each, in bytes.
MOST_KEPT = 400 * 1024 * 1024
# The same for how many corrections, of some 2 kB each.
MOST_SAID = 50_000


class Added(NamedTuple):
    """The identifier of what was added; `again`: the same file was there already, in the library or in its bin."""

    id: str
    again: bool


class Library:
    """The compilations that are kept, in one database; open it once for each process and share it between threads.

    Every method is one transaction: it happens wholly or not at all, and reading sees the library as it was at one
    moment, whatever other threads and programs write. Compilations and frames that are returned are shared by all who
    ask for them: never change them in place. `by` is the name of who does it, as shown to others.

    Every method may raise `LibraryError`: library_unreachable, library_busy, library_broken, library_full; those with
    a compilation's identifier compilation_missing where it is not in the library.
    """

    def __init__(self, url: str | None = None) -> None:
        """Open the library at `url` (sqlite:///path, postgresql://…), by default where `default_url` says.

        A new one is made, an older one is brought up to date. Raises `LibraryError`: library_url, library_driver,
        library_newer.
        """
        self._engine = open_engine(url or default_url())
        try:
            bring_up_to_date(self._engine)
        except LibraryError:
            self._engine.dispose()
            raise
        self._extracted: Cache[Layers] = Cache(MOST_KEPT, lambda one: _size(one.extracted))
        self._corrected: Cache[Corrected] = Cache(MOST_KEPT, lambda one: _size(one.compilation))
        self._said: Cache[tuple[Correction, ...]] = Cache(MOST_SAID, len)
        self._answers = search.Answers()

    @property
    def place(self) -> str:
        """Where the library lies, for a person: a file's path, or a server's address without the password."""
        return shown(self._engine)

    def close(self) -> None:
        """Let go of the database; the object can still be used and opens it again."""
        self._engine.dispose()

    def add(self, compilation: Compilation, *, by: str = "", corrections: Sequence[Correction] = ()) -> Added:
        """Keep `compilation`, with `corrections` of it.

        The same file again (by its SHA-256) replaces what was read from it and keeps what was said about it; one in
        the bin comes back.
        """
        body = documents.pack(compilation.document, compilation.outline)
        with writing(self._engine) as connection:
            again = compilations.write_compilation(connection, compilation, body, by)
            said.record(connection, corrections)
        return Added(compilation.id, again)

    def entries(self, *, binned: bool = False) -> list[Entry]:
        """Return what is in the library, the newest first; `binned`: what is in its bin."""
        with reading(self._engine) as connection:
            return entries.listed(connection, binned=binned)

    def load(self, compilation_id: str) -> Compilation:
        """Return a compilation as it was extracted.

        Raises `LibraryError`: compilation_binned where it is in the bin, document_broken.
        """
        with reading(self._engine) as connection:
            found = _present(connection, compilation_id)
        return self._extracted.get(compilation_id, found["reading"], lambda: self._read(compilation_id)).extracted

    def corrected(self, compilation_id: str) -> Corrected:
        """Return a compilation with its corrections.

        Raises `LibraryError`: compilation_binned where it is in the bin, document_broken.
        """
        with reading(self._engine) as connection:
            found = _present(connection, compilation_id)
        return self._corrected.get(compilation_id, found["revision"], lambda: self._correct(compilation_id))

    def revision(self, compilation_id: str) -> int:
        """Return a number that grows with every change of a compilation: a correction, a new reading, the bin."""
        with reading(self._engine) as connection:
            query = select(schema.compilations.c.revision).where(schema.compilations.c.id == compilation_id)
            found = connection.execute(query).scalar()
        if found is None:
            raise LibraryError("compilation_missing", id=compilation_id)
        return int(found)

    def remove(self, compilation_id: str, by: str = "") -> None:
        """Move a compilation to the bin, where it keeps everything; one that is there stays as it is."""
        with writing(self._engine) as connection:
            if not entries.find(connection, compilation_id, lock=True)["binned_at"]:
                entries.change(connection, compilation_id, binned_at=entries.now(), binned_by=by)

    def put_back(self, compilation_id: str) -> None:
        """Take a compilation out of the bin; one that is not there stays as it is."""
        with writing(self._engine) as connection:
            if entries.find(connection, compilation_id, lock=True)["binned_at"]:
                entries.change(connection, compilation_id, binned_at="", binned_by="")

    def purge(self, compilation_id: str) -> None:
        """Delete a compilation that is in the bin for good, with its corrections.

        Raises `LibraryError` (compilation_not_binned).
        """
        with writing(self._engine) as connection:
            found = entries.find(connection, compilation_id, lock=True)
            if not found["binned_at"]:
                raise LibraryError("compilation_not_binned", name=found["name"])
            facts.forget(connection, compilation_id)
            connection.execute(delete(schema.compilations).where(schema.compilations.c.id == compilation_id))
        self._extracted.drop(compilation_id)
        self._corrected.drop(compilation_id)
        self._said.drop(compilation_id)

    def outdated(self) -> list[Entry]:
        """Return what was read with older rules than the program's."""
        return [entry for entry in self.entries() if entry.outdated]

    def reread(self, compilation_id: str, on_progress: OnProgress | None = None) -> tuple[Correction, ...]:
        """Read a compilation again with the present rules, from the document that is kept.

        Returns the corrections that fit nowhere in what was read; they are kept, and count again when they fit.
        Raises `LibraryError`: compilation_binned where it is in the bin, document_broken.
        """
        while True:
            with reading(self._engine) as connection:
                found = _present(connection, compilation_id)
                document = compilations.read_document(connection, compilation_id)
            again = read_document(replace(document, folded=simplify(fold(document.text))), on_progress=on_progress)
            body = documents.pack(again.document, again.outline)
            with writing(self._engine) as connection:
                now = entries.find(connection, compilation_id, lock=True)
                # Another may have added the file anew meanwhile, and with it another document.
                is_same = now["reading"] == found["reading"]
                if is_same:
                    compilations.replace_compilation(connection, again, body)
                counted = said.of(connection, compilation_id, undone=False)
            if is_same:
                return apply(again, counted).unfit

    def record(self, corrections: Sequence[Correction]) -> None:
        """Keep corrections, all or none; one that is there already (by its identifier) is left as it is there."""
        with writing(self._engine) as connection:
            said.record(connection, corrections)

    def undo(self, correction_id: str, by: str = "") -> None:
        """Let a correction count no longer; it is kept. Raises `LibraryError` (correction_missing)."""
        with writing(self._engine) as connection:
            said.undo(connection, correction_id, by, entries.now())

    def redo(self, correction_id: str) -> None:
        """Let a correction that was undone count again. Raises `LibraryError` (correction_missing)."""
        with writing(self._engine) as connection:
            said.undo(connection, correction_id, "", "")

    def corrections(self, compilation_id: str, *, undone: bool = False) -> list[Correction]:
        """Return the corrections of a compilation in the order in which they were made; `undone`: those undone too."""
        with reading(self._engine) as connection:
            found = entries.find(connection, compilation_id)
            every = self._corrections(connection, found)
        return [one for one in every if undone or one.active]

    def search(self, query: str, filters: SearchFilters = EVERYWHERE, *, offset: int = 0, limit: int = 20) -> Found:
        """Return what `query` finds in everything but the bin: see `guoban.library.search`."""
        with self._searching(query, filters) as (connection, asked):
            return search.search(connection, asked, self._answered(connection, asked), offset=offset, limit=limit)

    def matches(self, query: str, report_id: str, filters: SearchFilters = EVERYWHERE) -> tuple[Hit, ...]:
        """Return all hits of `query` in a report, in order."""
        with self._searching(query, filters) as (connection, asked):
            return search.matches(connection, asked, report_id)

    def around(self, query: str, report_id: str, at: int, filters: SearchFilters = EVERYWHERE) -> Around:
        """Return the hits of `query` before and after the place `at` of a report, over all reports."""
        with self._searching(query, filters) as (connection, asked):
            return search.around(connection, asked, self._answered(connection, asked), report_id, at)

    @contextmanager
    def _searching(self, query: str, filters: SearchFilters) -> Iterator[tuple[Connection, Asked]]:
        facts.bring_up_to_date(self._engine, lambda one: self.corrected(one).compilation)
        with reading(self._engine) as connection:
            departments = merges.aliases(merges.of(connection, "department", undone=False))
            yield connection, search.ask(query, filters, departments)

    def _answered(self, connection: Connection, asked: Asked) -> Arranged:
        return self._answers.to(connection, asked, facts.state(connection))

    def backup(self, path: Path) -> None:
        """Write the whole library, with bin and corrections, to the file `path`, and read it again to check it.

        The file is there when it is whole. It is the same for both databases: a backup from one can be restored into
        the other. Raises `LibraryError`: backup_exists where `path` is there already, backup_unwritten,
        backup_broken.
        """
        write_backup(self._engine, path)

    def restore(self, path: Path, by: str = "", *, exact: bool = False) -> Restored:
        """Bring back what the backup `path` (or another library's own file) holds.

        What is missing is added: compilations, corrections, merges; a compilation that is in the bin comes back if it
        was not in it then. What is there stays as it is. `exact` besides makes everything count as it did then: newer
        corrections and merges are undone and other compilations go to the bin, from where each can be brought back.
        One compilation at a time; where it is interrupted, it can be done again. Raises `LibraryError`:
        backup_missing, backup_broken, library_newer; nothing is changed then.
        """
        return restore(self._engine, path, by, exact=exact)

    def foresee(self, path: Path) -> Foreseen:
        """Return what `restore` would do with the backup `path` at this moment, and change nothing.

        Raises `LibraryError` as `restore` does.
        """
        return foresee(self._engine, path)

    def aliases(self, kind: MergeKind) -> dict[str, str]:
        """Return each name that was merged into another with the one that stands for it, chains followed to the end."""
        return merges.aliases(self.merges(kind))

    def merges(self, kind: MergeKind, *, undone: bool = False) -> list[Merge]:
        """Return the merges of a kind in the order in which they were made; `undone`: those undone too."""
        with reading(self._engine) as connection:
            return merges.of(connection, kind, undone=undone)

    def record_merge(self, kind: MergeKind, canonical: str, names: Sequence[str], by: str = "") -> str:
        """Let `names` mean what `canonical` means, and return the merge's identifier."""
        with writing(self._engine) as connection:
            return merges.record(connection, kind, canonical, names, by).id

    def refuse_merge(self, kind: MergeKind, canonical: str, names: Sequence[str], by: str = "") -> str:
        """Keep that `names` do not mean what `canonical` means, and return the refusal's identifier.

        It stands among the undone `merges`, with `refused`, and changes no alias.
        """
        with writing(self._engine) as connection:
            return merges.refuse(connection, kind, canonical, names, by).id

    def forget_refusal(self, merge_id: str) -> None:
        """Take back what `refuse_merge` kept."""
        with writing(self._engine) as connection:
            merges.forget(connection, merge_id)

    def undo_merge(self, merge_id: str, by: str = "") -> None:
        """Let a merge count no longer; it is kept. Raises `LibraryError` (merge_missing)."""
        with writing(self._engine) as connection:
            merges.undo(connection, merge_id, by, entries.now())

    def redo_merge(self, merge_id: str) -> None:
        """Let a merge that was undone count again. Raises `LibraryError` (merge_missing)."""
        with writing(self._engine) as connection:
            merges.undo(connection, merge_id, "", "")

    def _read(self, compilation_id: str) -> tuple[int, Layers]:
        with reading(self._engine) as connection:
            found = _present(connection, compilation_id)
            return found["reading"], Layers(compilations.read_compilation(connection, compilation_id))

    def _correct(self, compilation_id: str) -> tuple[int, Corrected]:
        with reading(self._engine) as connection:
            found = _present(connection, compilation_id)
            every = self._corrections(connection, found)

            def make() -> tuple[int, Layers]:
                return found["reading"], Layers(compilations.read_compilation(connection, compilation_id))

            layers = self._extracted.get(compilation_id, found["reading"], make)
        return found["revision"], layers.apply(every)

    def _corrections(self, connection: Connection, found: RowMapping) -> tuple[Correction, ...]:
        """Return all corrections of the compilation with the row `found`; each of them, and each undoing, raises its revision."""

        def make() -> tuple[int, tuple[Correction, ...]]:
            return found["revision"], tuple(said.of(connection, found["id"], undone=True))

        return self._said.get(found["id"], found["revision"], make)


def _present(connection: Connection, compilation_id: str) -> RowMapping:
    found = entries.find(connection, compilation_id)
    if found["binned_at"]:
        raise LibraryError("compilation_binned", name=found["name"])
    return found


def _size(compilation: Compilation) -> int:
    return bytes_of(compilation.text, (frame for _name, frame in compilation.tables))
