"""Pages as a scanner makes them."""

import io
import shutil
import subprocess
from functools import cache

import pytest
from PIL import Image, ImageDraw, ImageFont

from guoban.documents.scans import can_recognise

LINES = (
    "青石县水利局2024年上半年工作总结",
    "一、主要工作",
    "　　上半年，完成水利投资1.89亿元，完成年度任务的54.1%，新建泵站",
    "12座，整治河道12.5公里，新增灌溉面积3200亩，同比增长6.4%。",
    "二、下半年打算",
    "　　全年力争完成投资XX亿元。",
)
TEXT = (
    "青石县水利局2024年上半年工作总结\n一、主要工作\n上半年，完成水利投资1.89亿元，完成年度任务的54.1%，新建泵站"
    "12座，整治河道12.5公里，新增灌溉面积3200亩，同比增长6.4%。\n二、下半年打算\n全年力争完成投资XX亿元。"
)


@cache
def chinese_font():
    """Return the path of a Chinese font, None where there is none."""
    program = shutil.which("fc-list")
    if program is None:
        return None
    found = subprocess.run([program, ":lang=zh-cn", "file"], capture_output=True, text=True, check=False)
    return next((line.rstrip(": ") for line in sorted(found.stdout.splitlines()) if "Regular" in line), None)


needs_ocr = pytest.mark.skipif(
    not can_recognise() or not chinese_font(), reason="the extra ocr or a Chinese font is missing"
)


def page(lines=LINES, size=(1240, 1754), dots=34, turn=0.0):
    """Return a picture of `lines`, a PIL image of A4 at 150 dots an inch, slightly turned."""
    font = ImageFont.truetype(chinese_font(), dots)
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((80, 120 + number * dots * 2), line, font=font, fill=(30, 30, 30))
    return image.rotate(turn, fillcolor="white")


def saved(image, kind, **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()
