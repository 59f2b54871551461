"""One public extractor over a text, in the environment of benchmarks/requirements.txt: how long, and what it finds.

usage: python others.py (recognizers | quantulum3 | jionlp) FILE SECONDS RUNS

Reads FILE sentence by sentence, as its authors do (over a whole text some take the square of its length), RUNS times, but
for at most SECONDS of the processor. Prints one JSON object: seconds of each run, and of the first run characters, numbers,
with_unit, made_up (values for figures that the text masks: XX亿元), failed (sentences). Knows nothing of guoban.
"""

import json
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

Found = Iterator[tuple[int, int, str]]
MASKED = re.compile(r"[XxＸ×*＊某]\W{0,1}$")
SENTENCE = re.compile(r"[^。；\n]+[。；]?")


def recognizers() -> Callable[[str], Found]:
    from recognizers_date_time import DateTimeRecognizer  # noqa: PLC0415
    from recognizers_number import NumberRecognizer  # noqa: PLC0415
    from recognizers_number_with_unit import NumberWithUnitRecognizer  # noqa: PLC0415
    from recognizers_text import Culture  # noqa: PLC0415

    numbers, units = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    plain = [numbers.get_number_model()]
    measured = [
        numbers.get_percentage_model(), units.get_currency_model(), units.get_dimension_model(), units.get_age_model(),
        units.get_temperature_model(),
    ]  # fmt: skip
    times = DateTimeRecognizer(Culture.Chinese).get_datetime_model()

    def find(sentence: str) -> Found:
        taken = []
        for model in measured:
            for one in model.parse(sentence):
                taken.append((one.start, one.end + 1))
                yield one.start, one.end + 1, one.resolution.get("unit") or "%"
        times.parse(sentence)
        for model in plain:
            for one in model.parse(sentence):
                if not any(start <= one.start < end for start, end in taken):
                    yield one.start, one.end + 1, ""

    return find


def quantulum3() -> Callable[[str], Found]:
    from quantulum3 import parser  # noqa: PLC0415

    def find(sentence: str) -> Found:
        for one in parser.parse(sentence):
            yield *one.span, "" if one.unit.name == "dimensionless" else one.unit.name

    return find


def jionlp() -> Callable[[str], Found]:
    import jionlp as jio  # noqa: PLC0415

    def find(sentence: str) -> Found:
        for one in jio.ner.extract_money(sentence, with_parsing=True) or []:
            yield *one["offset"], one["detail"]["case"]
        jio.ner.extract_time(sentence, time_base=time.time())

    return find


def once(find: Callable[[str], Found], text: str, limit: float) -> tuple[float, dict[str, int]]:
    """Return the seconds of the processor that a run over `text`, broken off after `limit`, takes, and what it finds."""
    told = dict.fromkeys(("characters", "numbers", "with_unit", "made_up", "failed"), 0)
    begun = time.process_time()
    for sentence in SENTENCE.findall(text):
        try:
            found = list(find(sentence))
        except Exception:  # noqa: BLE001  (some stumble over some sentences; that is counted)
            found = []
            told["failed"] += 1
        told["characters"] += len(sentence)
        told["numbers"] += len(found)
        told["with_unit"] += sum(1 for _start, _end, unit in found if unit)
        told["made_up"] += sum(1 for start, _end, _unit in found if MASKED.search(sentence[:start]))
        if time.process_time() - begun > limit:
            break
    return time.process_time() - begun, told


def main() -> None:
    warnings.simplefilter("ignore")
    find = {"recognizers": recognizers, "quantulum3": quantulum3, "jionlp": jionlp}[sys.argv[1]]()
    text, limit, runs = Path(sys.argv[2]).read_text(encoding="utf-8"), float(sys.argv[3]), int(sys.argv[4])
    list(find("完成投资1.5亿元，增长3%。"))  # loads what is loaded at first use
    spent, told = once(find, text, limit)
    seconds = [spent]
    while len(seconds) < runs and sum(seconds) + seconds[0] < limit:
        seconds.append(once(find, text, limit)[0])
    print(json.dumps(told | {"seconds": seconds}))


if __name__ == "__main__":
    main()
