"""One public extractor over a text, in the environment of benchmarks/requirements.txt: how long, and what it finds.

usage: python others.py (recognizers | quantulum3 | jionlp) FILE SECONDS

Reads FILE sentence by sentence, as its authors do (over a whole text some take the square of its length), for at most
SECONDS of the processor. Prints one JSON object: seconds, characters, numbers, with_unit, made_up (values for figures
that the text masks: XX亿元). Knows nothing of guoban.
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


def main() -> None:
    warnings.simplefilter("ignore")
    find = {"recognizers": recognizers, "quantulum3": quantulum3, "jionlp": jionlp}[sys.argv[1]]()
    text, limit = Path(sys.argv[2]).read_text(encoding="utf-8"), float(sys.argv[3])
    list(find("完成投资1.5亿元，增长3%。"))  # loads what is loaded at first use
    numbers = with_unit = made_up = characters = failed = 0
    begun = time.process_time()
    for sentence in SENTENCE.findall(text):
        try:
            found = list(find(sentence))
        except Exception:  # noqa: BLE001  (some stumble over some sentences; that is counted)
            found, failed = [], failed + 1
        characters += len(sentence)
        numbers += len(found)
        with_unit += sum(1 for _start, _end, unit in found if unit)
        made_up += sum(1 for start, _end, _unit in found if MASKED.search(sentence[:start]))
        if time.process_time() - begun > limit:
            break
    told = {"seconds": time.process_time() - begun, "characters": characters, "numbers": numbers}
    print(json.dumps(told | {"with_unit": with_unit, "made_up": made_up, "failed": failed}))


if __name__ == "__main__":
    main()
