"""What the commands share: help in two languages, options, a bar for long work, how files and failures are shown.

What needs pandas is loaded when a command runs, so that `guoban --help` answers at once.
"""

import copy
import getpass
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any, cast

import click

from guoban.documents.plain_text import known_encoding
from guoban.errors import GuobanError
from guoban.locale import LANGUAGES, mark, set_language
from guoban.locale import translate as _

BAR_AFTER_SECONDS = 0.7


class _Verbatim(click.Command):
    def get_help(self, ctx: click.Context) -> str:
        return click.Command.get_help(_in_language(self), ctx)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the help as it stands: lines of Chinese have no blanks at which they could be filled anew."""
        formatter.write("".join(f"\n  {line}".rstrip(" ") for line in (self.help or "").splitlines()) + "\n")


class Localised(_Verbatim):
    """A command whose help is shown in the language that `--lang` or GUOBAN_LANG chose."""


class LocalisedGroup(_Verbatim, click.Group):
    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run. A console or a pipe that cannot show a character gets it escaped: it must not end the work."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)


def _in_language(command: click.Command) -> click.Command:
    local = copy.copy(command)
    local.help = _(command.help or "")
    local.short_help = _(command.short_help or "")
    local.params = [copy.copy(parameter) for parameter in command.params]
    for parameter in local.params:
        if isinstance(parameter, click.Option):
            parameter.help = _(parameter.help or "")
    if isinstance(local, click.Group):
        local.commands = {name: _in_language(inner) for name, inner in local.commands.items()}
    return local


def _language_chosen(context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Set the language; the one given after the command's name wins over the one before it."""
    if value or context.parent is None:
        set_language(value or LANGUAGES[0])
    return value


def _encoding_chosen(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            known_encoding(value)
        except GuobanError as problem:
            raise click.BadParameter(str(problem)) from problem
    return value


language_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    envvar="GUOBAN_LANG",
    is_eager=True,
    expose_value=False,
    callback=_language_chosen,
    help=mark("信息的语言：zh 中文，en 英文；也可用环境变量 GUOBAN_LANG 设定。"),
)


def localised(command: click.Command) -> click.Command:
    """Return `command`, which its own package brings, as one of this program's."""
    own = Localised(
        command.name,
        callback=command.callback,
        params=command.params,
        help=command.help,
        short_help=command.short_help,
    )
    return cast("click.Command", language_option(own))


encoding_option = click.option(
    "--encoding",
    callback=_encoding_chosen,
    help=mark("文件的文字编码，如 utf-8、gb18030、big5；不写则自动识别。"),
)


class Bar:
    """A bar on the terminal for work that takes longer than a moment; nothing where standard error is no terminal."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._begun = time.monotonic()
        self._bar: Any = None

    def __call__(self, step: str, done: int, total: int) -> None:
        if step != "extract" or not sys.stderr.isatty():
            return
        if self._bar is None and time.monotonic() - self._begun > BAR_AFTER_SECONDS:
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
        if self._bar is not None:
            self._bar.update(done - self._bar.pos)

    def finish(self) -> None:
        if self._bar is not None:
            self._bar.update(self._bar.length - self._bar.pos)
            self._bar.render_finish()


@contextmanager
def told() -> Iterator[None]:
    """End the command with 1, and with a sentence for the user, where the work cannot be done."""
    try:
        yield
    except (GuobanError, OSError) as problem:
        click.echo(reason(problem), err=True)
        click.get_current_context().exit(1)


def account() -> str:
    """Return the name of the account that the program runs under, empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


by_option = click.option("--by", metavar="NAME", default=account, help=mark("操作人的名字；不写则用登录账户名。"))


def reason(problem: GuobanError | OSError) -> str:
    if isinstance(problem, GuobanError):
        return str(problem)
    return _("写入失败：{reason}").format(reason=problem.strerror or problem)


def shown(path: Path) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in click.format_filename(path))
