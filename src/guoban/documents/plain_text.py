"""Plain text in the encodings that Chinese offices save it in.

The order is that of certainty: a byte order mark, strict UTF-8, then chardet between GB18030, Big5 and UTF-16 (whose
bytes are often valid in each other), then the reading with the least damage. What comes out is looked at again: a
text full of characters that no report holds is refused rather than shown.
"""

import codecs

import chardet
import regex

from guoban.documents.damage import damage_notes, damaged, is_garbled
from guoban.documents.decoded import Decoded
from guoban.documents.folding import fold_line_ends
from guoban.documents.mending import may_be_mended, mend
from guoban.errors import DocumentError
from guoban.records import Note

# The longer marks first: UTF-32's begins with UTF-16's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
GUESSED = ("gb18030", "big5", "big5hkscs", "cp950", "utf-16-le", "utf-16-be")
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
WIDE_SAMPLE = 65_536  # a whole number of characters
WIDE_SHARE = 0.9
USUAL = regex.compile(r"[\t\n\r\x20-\x7e\u2010-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
BIG5 = ("cp950", "big5hkscs")
# Files that say the narrow name hold characters of the wide one.
SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "ascii": "utf-8", "big5": "cp950", "utf_8_sig": "utf-8"}
# GBK read as UTF-8 loses three characters in four; a UTF-8 file with bad bytes loses a few.
UTF8_LOSS = 0.2
NULL_EVERY = 2000
CHARACTER_BYTES = 4
CUT_OFF_REASONS = ("incomplete", "truncated", "end of data")


def read(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of `data`; `name` is the file's, for the messages; `encoding` overrides the detection.

    Raises `DocumentError`: encoding_unknown, encoding_wrong (the chosen one gives no text), encoding_unclear (the
    detected one gives none), or file_binary (bytes that no text has).
    """
    if encoding is not None:
        chosen = known_encoding(encoding)
        text, cut = _decode(data, chosen)
        if is_garbled(text):
            raise DocumentError("encoding_wrong", name=name, encoding=encoding)
        return _decoded(text, chosen, cut=cut)
    guess = _certain(data) or (_wide(data) if _has_nulls(data) else _likely(data))
    if guess is None:
        raise DocumentError("file_binary", name=name)
    text, cut = _decode(data, guess)
    if is_garbled(text):
        guess, text, cut = _least_damaged(data)
    if is_garbled(text):
        raise DocumentError("encoding_unclear", name=name, encoding=guess)
    return _decoded(text, guess, cut=cut)


def known_encoding(name: str) -> str:
    """Return the codec to read `name` with. Raises `DocumentError` (encoding_unknown) where there is none."""
    try:
        found = codecs.lookup(name.strip())
        " ".encode(found.name)  # refuses what is no encoding of text: hex, rot13
    except (LookupError, ValueError) as problem:
        raise DocumentError("encoding_unknown", encoding=name) from problem
    return SUPERSETS.get(found.name.replace("-", "_"), found.name)


def _decoded(text: str, encoding: str, *, cut: bool) -> Decoded:
    text = fold_line_ends(text.removeprefix("\ufeff"))
    cut_note = (Note("text_cut_off", "check", max(len(text) - 1, 0), len(text)),) if cut else ()
    return Decoded(text, encoding, cut_note + damage_notes(text, without_last=cut))


def _certain(data: bytes) -> str | None:
    """Return the encoding that a mark or strict UTF-8 proves, else None. Valid UTF-8 with NULs proves nothing."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    if _has_nulls(data):
        return None
    try:
        data.decode()
    except UnicodeDecodeError as problem:
        return "utf-8" if _only_cut_off(data, problem) and problem.start else None
    return "utf-8"


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 in which `data`, which has NULs, reads as Chinese or ASCII; None: it is no text.

    chardet gives up on one bad pair of bytes, and takes some tables of numbers for UTF-16.
    """
    sample = data[:WIDE_SAMPLE]
    readings = {name: sample.decode(name, "replace") for name in WIDE}
    shares = {name: len(USUAL.findall(text)) / max(len(text), 1) for name, text in readings.items()}
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] >= WIDE_SHARE else None


def _has_nulls(data: bytes) -> bool:
    """Tell whether `data` holds more NULs than a bad disk puts into a text."""
    return data.count(b"\x00") > max(len(data) // NULL_EVERY, 1)


def _common_share(data: bytes, encoding: str) -> float:
    """Return the share of common characters (those of GB 2312) in the beginning of `data` read as `encoding`."""
    text = data[:WIDE_SAMPLE].decode(encoding, "replace")
    return len(text.encode("gb2312", "ignore").decode("gb2312")) / max(len(text), 1)


def _guessed(data: bytes) -> str:
    found = chardet.detect(data, include_encodings=GUESSED, no_match_encoding="gb18030", compat_names=False)
    return codecs.lookup(found["encoding"] or "gb18030").name


def _likely(data: bytes) -> str:
    """Return the likeliest encoding of `data`, which is not good UTF-8."""
    loose = data.decode("utf-8", "replace")
    foreign = len(loose) - len(loose.encode("ascii", "ignore"))
    if loose.count("\ufffd") < UTF8_LOSS * foreign:
        return "utf-8"
    wide = max(("utf-16-le", "utf-16-be"), key=lambda name: _common_share(data, name))
    if _common_share(data, wide) > max(WIDE_SHARE, _common_share(data, "gb18030")):
        return wide
    found = _guessed(data)
    if found.startswith("big5") or found == "cp950":
        return min(BIG5, key=lambda name: damaged(_decode(data, name)[0]))
    return found if found in WIDE else "gb18030"


def _least_damaged(data: bytes) -> tuple[str, str, bool]:
    readings = [(name, *_decode(data, name)) for name in ("gb18030", "utf-8", *BIG5, "utf-16-le", "utf-16-be")]
    return min(readings, key=lambda reading: damaged(reading[1]) / max(len(reading[1]), 1))


def _decode(data: bytes, encoding: str) -> tuple[str, bool]:
    """Return `data` as text, bad bytes as U+FFFD, and whether its last character is cut off."""
    cut = False
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        cut = _only_cut_off(data, problem)
        text = data[: problem.start].decode(encoding) + "\ufffd" if cut else data.decode(encoding, "replace")
    except UnicodeError:
        return "\ufffd" * len(data), False
    if encoding == "gb18030" and not cut and may_be_mended(text):
        text = mend(data)
    return text, cut


def _only_cut_off(data: bytes, problem: UnicodeDecodeError) -> bool:
    """Tell whether what is wrong is the last character only, which has fewer bytes than it says."""
    rest = len(data) - problem.start
    return rest < CHARACTER_BYTES and any(word in problem.reason for word in CUT_OFF_REASONS)
