"""How a run is told on the terminal: a line that says how far it is and how long it will take, and what went wrong."""

import sys
import time

import click

from guoban.batch.run import Start
from guoban.locale import translate as _

SHOWN_NAMES = 3
COUNTED = ("files", "to_read", "standing", "duplicates")
# How often the line is drawn: on a terminal, and in a file that the output goes to.
TERMINAL_SECONDS, FILE_SECONDS = 0.5, 60.0


class Terminal:
    """Tells on standard error."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._drawn = time.monotonic()
        self._width = 0
        self._begun = time.monotonic()
        self._total = 0
        self._weight = 0.0

    def looked_at(self, done: int, total: int) -> None:
        if self._due() or (self._live and done == total):
            self._draw(_("正在查对文件：{done}/{total}").format(done=done, total=total))

    def begins(self, start: Start) -> None:
        self._clear()
        if start.passed_over:
            names = "、".join(_last(address) for address in start.passed_over[:SHOWN_NAMES])
            names += "…" if len(start.passed_over) > SHOWN_NAMES else ""
            told = _("略过 {count} 个不是报告的文件：{names}")
            click.echo(told.format(count=len(start.passed_over), names=names), err=True)
        if start.stale:
            told = _("{count} 个文件的内容或程序的规则有变，原有的行已移除，重新读取。")
            click.echo(told.format(count=start.stale), err=True)
        told = _("文件 {files} 个：要读 {to_read} 个，已读过 {standing} 个，内容重复 {duplicates} 个。")
        click.echo(told.format(**{name: getattr(start, name) for name in COUNTED}), err=True)
        self._begun, self._total, self._weight = time.monotonic(), start.to_read, start.weight
        self._drawn = self._begun

    def goes_on(self, done: int, failed: int, weight: float) -> None:
        if not self._due() and not (self._live and done == self._total):
            return
        spent = time.monotonic() - self._begun
        left = spent * (self._weight - weight) / weight if weight else 0.0
        told = _("{done}/{total}（{share}%），没读成 {failed} 个，已用 {spent}，约剩 {left}")
        share = int(100 * weight / self._weight) if self._weight else 100
        times = {"spent": clock(spent), "left": clock(left) if weight else "…"}
        self._draw(told.format(done=done, total=self._total, share=share, failed=failed, **times))

    def failed(self, address: str, reason: str) -> None:
        self._clear()
        click.echo(f"{printable(address)}: {reason}", err=True)

    def ends(self) -> None:
        self._clear()

    def _due(self) -> bool:
        now = time.monotonic()
        if now - self._drawn < (TERMINAL_SECONDS if self._live else FILE_SECONDS):
            return False
        self._drawn = now
        return True

    def _draw(self, line: str) -> None:
        if not self._live:
            click.echo(line, err=True)
            return
        width = sum(2 if ord(sign) > 0x2E7F else 1 for sign in line)
        click.echo("\r" + line + " " * max(self._width - width, 0), err=True, nl=False)
        self._width = width

    def _clear(self) -> None:
        if self._live and self._width:
            click.echo("\r" + " " * self._width + "\r", err=True, nl=False)
            self._width = 0


def clock(seconds: float) -> str:
    """Return a span of time as hours, minutes and seconds: 1:02:03, 2:03."""
    minutes, rest = divmod(int(seconds + 0.5), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def printable(words: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in words)


def _last(address: str) -> str:
    return printable(address.replace("\\", "/").rpartition("/")[2])
