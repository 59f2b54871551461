"""What the names of files among others tell: which are none of the office's, and in which order they are meant."""

from collections.abc import Sequence

import regex

from guoban.documents.source import shown_name

# What systems and editors leave behind: lock files of Word and LibreOffice, data forks, thumbnails.
LITTER_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db"})
LITTER_STARTS = ("~$", "._", ".~lock.", "~wrl", ".~")
LITTER_FOLDERS = frozenset({"__macosx", ".git", ".svn", "$recycle.bin"})
FRONT = regex.compile(r"^\W*(?:封面|封皮|目录|总目录|目次|前言|编者按|编印说明|说明)\W*$")
# 01 市财政局, 1.市财政局, (3)市财政局, 第五篇 市财政局, 12市财政局; not 2023年市财政局, 3月份市财政局
_NUMBER = regex.compile(
    r"^\W*(?:第(?P<n>\d{1,4}|[一二三四五六七八九十百]{1,5})[篇号章期份]|(?P<n>\d{1,3})(?=[\s._\-、)）】\]]|\p{Han})(?!\s*[年月日季届])"
    r"|(?P<n>[一二三四五六七八九十百]{1,5})(?=[、.．)）】\]]))"
)
_DIGITS = regex.compile(r"(\d+)")
MOST_FOLDERS = 3
Key = tuple[tuple[int, int, bytes], ...]


def is_litter(path: str) -> bool:
    """Tell whether the file at `path` is no document of anybody: ~$总结.docx, __MACOSX/…, Thumbs.db."""
    *folders, name = path.replace("\\", "/").lower().split("/")
    if name in LITTER_NAMES or name.startswith(LITTER_STARTS):
        return True
    return any(folder in LITTER_FOLDERS for folder in folders)


def shown_path(path: str) -> str:
    """Return `path` for messages and tables: its last folders and its name, each short and printable."""
    parts = [part for part in path.replace("\\", "/").split("/") if part.strip(". ")]
    return "/".join(shown_name(part) for part in parts[-MOST_FOLDERS:]) or shown_name(path)


def without_common_folder(paths: Sequence[str]) -> list[str]:
    """Return `paths` without the folders that all of them stand in."""
    split = [path.replace("\\", "/").split("/") for path in paths]
    while split and all(len(parts) > 1 and parts[0] == split[0][0] for parts in split):
        split = [parts[1:] for parts in split]
    return ["/".join(parts) for parts in split]


def order(path: str) -> list[tuple[int, int, Key]]:
    """Return what files are sorted by: covers first, then by their numbers, then by name as Chinese Windows does.

    GB2312 has its common characters in the order of pinyin, so that its bytes sort as names are read out.
    """
    return [_part_order(part) for part in path.split("/")]


def leading_number(name: str) -> int | None:
    """Return the number that a file's name begins with, as its place in a row; None for a year, a month or none."""
    found = _NUMBER.match(name)
    if found is None:
        return None
    return int(found["n"]) if found["n"].isdecimal() else _chinese(found["n"])


def without_number(name: str) -> str:
    """Return `name` without the number that it begins with: 市财政局 for 01.市财政局."""
    found = _NUMBER.match(name)
    return regex.sub(r"^[\s._\-、．)）】\]—]+", "", name[found.end() :]) if found else name


def _part_order(part: str) -> tuple[int, int, Key]:
    stem = part.rpartition(".")[0] or part
    if FRONT.match(stem):
        return (0, 0, _natural(part))
    number = leading_number(stem)
    return (2, 0, _natural(part)) if number is None else (1, number, _natural(part))


def _natural(words: str) -> Key:
    """Return a key by which 报告2 stands before 报告10."""
    pieces = (piece for piece in _DIGITS.split(words) if piece)
    return tuple(
        (0, int(piece[:18]), b"") if piece.isascii() and piece.isdigit() else (1, 0, piece.encode("gb18030", "replace"))
        for piece in pieces
    )


def _chinese(words: str) -> int:
    total = digit = 0
    for sign in words:
        if sign in "十百":
            total += max(digit, 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = "一二三四五六七八九".index(sign) + 1
    return total + digit
