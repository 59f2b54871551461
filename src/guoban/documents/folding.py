"""Text folded for matching: one character for one, so that offsets hold.

Reports mix full-width and ASCII forms of the same sign, and every office has its own blank. Patterns read the folded
text and need to know one form of each.

Left as they are: 。、“”《》 and the other Chinese punctuation that has no ASCII twin; ″ and 〞; signs that carry a
meaning of their own (㎡, ², ℃, ‰); 〇 and ○ (the second also redacts). Invisible characters (soft hyphen, zero-width
blank, marks of direction) stay too: as a blank they would cut 12<ZWSP>3 in two; see `cleaning` for how they are read over.
"""

import re
import unicodedata

BLANKS = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# GB18030 decodes the blank A3 A0 of old Chinese word processors into the private use area.
PRIVATE_BLANK = "\ue5e5"
# Page break, Word's line break inside a paragraph, and the separators of Unicode: each ends a line.
LINE_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
SAME_SIGNS = {
    "∶": ":", "︰": ":", "﹕": ":", "﹐": ",", "﹔": ";", "﹖": "?", "﹗": "!", "﹒": ".", "﹙": "(", "﹚": ")", "﹛": "{", "﹜": "}",
    "﹟": "#", "﹠": "&", "﹡": "*", "﹢": "+", "﹤": "<", "﹥": ">", "﹦": "=", "﹨": "\\", "﹩": "$", "﹪": "%", "﹫": "@",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-", "﹣": "-", "―": "—", "﹘": "—", "〜": "~", "∼": "~",
    "﹑": "、", "､": "、", "｡": "。", "﹝": "〔", "﹞": "〕", "￥": "¥", "￡": "£", "￠": "¢",
    "「": "“", "」": "”", "『": "‘", "』": "’", "｢": "“", "｣": "”", "﹁": "“", "﹂": "”", "﹃": "‘", "﹄": "’",
}  # fmt: skip


def _table() -> dict[str, str]:
    table = {chr(full): chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys(BLANKS + PRIVATE_BLANK, " ") | dict.fromkeys(LINE_ENDS, "\n") | SAME_SIGNS
    # Radicals and compatibility forms that fonts in PDF and old standards put for the ideograph that they look like.
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)):
        same = unicodedata.normalize("NFKC", chr(code))
        if len(same) == 1 and same != chr(code):
            table[chr(code)] = same
    return table


_TABLE = _table()
_FOLDED = re.compile(f"[{re.escape(''.join(_TABLE))}]")


def fold(text: str) -> str:
    """Return `text` with one form for each sign, of the same length; line ends stay line ends."""
    return _FOLDED.sub(lambda sign: _TABLE[sign[0]], text)


def fold_line_ends(text: str) -> str:
    """Return `text` with CRLF and lone CR as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
