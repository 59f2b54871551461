"""The compilations that corrections are tried on."""

from pathlib import Path

import pytest

from guoban.compilation import read

SAMPLE = Path(__file__).parents[2] / "data" / "sample-2024h1.txt"
OFFICE = """青石县水利局2024年上半年工作总结和下半年工作计划
一、上半年工作情况
上半年，青石县水利局新建水闸9座，巡查河道320公里。完成水利投资1.2亿元，占年度计划的60%。培训河长45人次。
二、下半年工作计划
全年新建水闸20座以上，培训河长100人次。
青石县柳河镇2024年上半年工作总结和下半年工作计划
一、上半年工作情况
上半年，柳河镇新增企业29家，实现税收XX亿元，居全县第2位。
二、下半年工作计划
全年新增企业50家以上。
"""


@pytest.fixture(scope="session")
def sample():
    return read(SAMPLE)


@pytest.fixture(scope="session")
def office():
    return read(OFFICE.encode(), name="office.txt")
