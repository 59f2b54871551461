"""GB18030 with bad bytes: the way through the bytes that makes the likeliest text.

A character has two bytes and nothing says which is the first, so one byte lost or added turns all that follows, up to
the next ASCII sign, into other characters, numbers in Chinese words among them. Each reading has a cost: nothing for
the characters of GB 2312 that texts are made of, some for rare ones, much for a byte that is given up. The cheapest
way is found from the end of the line to its beginning, in time proportional to its length.
"""

from guoban.documents.damage import PRIVATE_USE

GIVEN_UP = 8
RARE = {"sign": 3, "level 2": 3, "extension": 3, "with ASCII": 4, "user-defined": 6, "four bytes": 6}
USUAL_SIGNS = frozenset(
    sign.encode("gb18030")
    for sign in "\u3000、。·—…“”‘’《》〈〉【】〔〕①②③④⑤，：；！？（）％０１２３４５６７８９．－～×∶℃"
)
# More damage than this is no bad byte; it is read as it stands.
MOST_BYTES = 1_000_000


def may_be_mended(text: str) -> bool:
    """Tell whether `text`, read as GB18030, shows signs of bytes that are out of step."""
    return "\ufffd" in text or PRIVATE_USE.search(text) is not None


def mend(data: bytes) -> str:
    """Return `data`, GB18030 with bad bytes, as text; each byte that fits nowhere is one U+FFFD."""
    left = MOST_BYTES
    lines = []
    for line in data.split(b"\n"):  # no character has this byte inside
        text = line.decode("gb18030", "replace")
        if may_be_mended(text) and len(line) <= left:
            left -= len(line)
            text = _cheapest(line)
        lines.append(text)
    return "\n".join(lines)


def _cheapest(line: bytes) -> str:
    """Return the reading of `line` with the lowest cost."""
    end = len(line)
    costs = [0] * (end + 1)
    steps = [1] * end
    for place in range(end - 1, -1, -1):
        if line[place] < 0x80:
            costs[place] = costs[place + 1]
            continue
        best, step = costs[place + 1] + GIVEN_UP, 0
        for length, own in _characters(line, place):
            if own + costs[place + length] < best:
                best, step = own + costs[place + length], length
        costs[place], steps[place] = best, step
    return _read(line, steps)


def _characters(line: bytes, place: int) -> list[tuple[int, int]]:
    """Return the length and the cost of each character that may begin at `place`, which holds no ASCII."""
    lead, rest = line[place], line[place + 1 : place + 4]
    if lead in {0x80, 0xFF} or not rest:
        return []
    trail = rest[0]
    if len(rest) == 3 and _is_digit(trail) and 0x81 <= rest[1] <= 0xFE and _is_digit(rest[2]):
        return [(4, RARE["four bytes"])] if _exists(line[place : place + 4]) else []
    if trail < 0x40 or trail in {0x7F, 0xFF}:
        return []
    return [(2, _cost(lead, trail))] if _exists(line[place : place + 2]) else []


def _cost(lead: int, trail: int) -> int:
    if trail < 0x80:
        return RARE["with ASCII"]
    if trail < 0xA1 or lead < 0xA1:
        return RARE["extension"]
    if lead <= 0xA3:
        return 0 if bytes((lead, trail)) in USUAL_SIGNS else RARE["sign"]
    if 0xB0 <= lead <= 0xD7:
        return 0
    return RARE["user-defined"] if lead >= 0xF8 or 0xAA <= lead <= 0xAF else RARE["level 2"]


def _is_digit(byte: int) -> bool:
    return 0x30 <= byte <= 0x39


def _exists(character: bytes) -> bool:
    try:
        character.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _read(line: bytes, steps: list[int]) -> str:
    """Return `line` read by `steps`: the length of the character at each place, 0 for a byte that is given up."""
    pieces, start, place = [], 0, 0
    while place < len(line):
        if steps[place] == 0:
            pieces += [line[start:place].decode("gb18030"), "\ufffd"]
            start = place + 1
        place += steps[place] or 1
    return "".join((*pieces, line[start:].decode("gb18030")))
