"""A coverage-guided fuzzer on one way into the program: python tests/fuzz/fuzz.py TARGET [SECONDS]

It runs until the time is up or something other than a refusal in words comes out; then it says where the input lies.
The readers run in this process, not in a worker: what a worker would catch is what is looked for.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["guoban"]):
    from guoban.checks import check_metrics
    from guoban.documents import clean, docx, html, markdown, mhtml, open_document, pdf, plain_text
    from guoban.documents.archives import read as read_archive
    from guoban.documents.formats import recognise
    from guoban.documents.mending import mend
    from guoban.documents.rtf import with_typed_numbers
    from guoban.documents.simplifying import simplify
    from guoban.errors import GuobanError
    from guoban.metrics import extract_metrics
    from guoban.progress import extract_progress
    from guoban.structure import outline

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "hostile"), str(HERE.parent / "documents")]
import seeds  # noqa: E402


def decode_text(data: bytes) -> None:
    """Every way in that takes bytes as text."""
    recognise(data, "a.html" if data[:1] == b"<" else "a.md")
    decoded = plain_text.read(data, "a.txt")
    assert len(simplify(decoded.text)) == len(decoded.text)
    mend(data)
    with_typed_numbers(data)


def extract(data: bytes) -> None:
    """The rows of a text: each one's words stand in it. The tables are left out, which are pandas' and take long."""
    document, places = clean(open_document(data, name="a.txt"))
    text = document.text
    for report in outline(document).reports:
        assert 0 <= report.start <= report.body_start <= report.end <= len(text)
        metrics, _notes = check_metrics(document, report, extract_metrics(document, report))
        for one in metrics:
            assert report.start <= one.sentence_start <= one.start < one.end <= one.sentence_end <= report.end
            if places is not None:
                places.metric(one)
        for row in extract_progress(document, report, metrics):
            assert all(index is None or index < len(metrics) for index in (row.actual, row.target, row.completion))


def reader(module):
    """Return a target that gives bytes to the reader `module`."""

    def target(data: bytes) -> None:
        decoded = module.read(data, "a")
        ends = [place for hint in decoded.hints for place in (hint.start, hint.end)] + list(decoded.pages)
        assert all(0 <= place <= len(decoded.text) for place in ends)

    return target


class _Archives:
    read = staticmethod(read_archive)


TARGETS = {
    "text": decode_text, "extract": extract, "docx": reader(docx), "pdf": reader(pdf), "html": reader(html),
    "mhtml": reader(mhtml), "markdown": reader(markdown), "zip": reader(_Archives),
}  # fmt: skip


def main() -> None:
    name, seconds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 60
    target = TARGETS[name]

    def one(data: bytes) -> None:
        try:
            target(seeds.built(name, data))
        except GuobanError as refusal:
            str(refusal)

    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    for number, seed in enumerate(seeds.SEEDS[name]):
        (corpus / f"{number:03d}").write_bytes(seed)
    options = {
        "max_total_time": seconds, "max_len": 8192, "timeout": 20, "rss_limit_mb": 4096, "dict": HERE / "words.dict",
        "artifact_prefix": f"{corpus}/",
    }  # fmt: skip
    atheris.Setup([sys.argv[0], str(corpus), *(f"-{key}={value}" for key, value in options.items())], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
