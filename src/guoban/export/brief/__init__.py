"""The brief 简报: a Word document of two to six pages for the chosen departments, in the official layout."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships

from guoban.errors import GuobanError
from guoban.export.about import About, about_matter, date_words, filter_words
from guoban.export.atomic import replacing
from guoban.export.brief.content import Content, content_of
from guoban.export.brief.drawing import Writer
from guoban.export.brief.length import cut
from guoban.export.packing import packed_alike
from guoban.export.pictures import Picture, draw_measure, draw_tasks
from guoban.locale import translate as _
from guoban.reporting.matter import Matter

NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
# Word 2010's copy of the styles, which does not follow when they are changed.
STYLES_WITH_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"
MOST_BARS = 6  # with these the first chart stands on the first page, below a table of all its lines
NAME_MOST, FILTERS_MOST = 40, 90

__all__ = ["brief_bytes", "write_brief"]


def write_brief(
    target: Path | BinaryIO, matter: Matter, *, made: date | None = None, title: str = "", issuer: str = ""
) -> None:
    """Write the brief of `matter` to a path or an open binary file.

    `made` is the date under the title, none where it is None; `issuer` the office that stands before it. The same
    matter, date and words give the same bytes. Where the machine has no font to draw the charts with they are left
    out, and a line says so.
    """
    data = brief_bytes(matter, made=made, title=title, issuer=issuer)
    if isinstance(target, Path):
        with replacing(target) as written:
            written.write_bytes(data)
    else:
        target.write(data)


def brief_bytes(matter: Matter, *, made: date | None = None, title: str = "", issuer: str = "") -> bytes:
    """Return the brief as `write_brief` writes it."""
    content, about = content_of(matter, title), about_matter(matter, made)
    document = docx.Document()
    _properties(document, content, about)
    writer = Writer(document)
    writer.title(content.title, "　".join(part for part in (issuer, date_words(made) if made else "") if part))
    _overview(writer, content, matter)
    for heading, parts in content.parts:
        writer.heading(heading)
        several = len(parts) > 1
        for part in parts:
            if part.heading:
                writer.subheading(part.heading, counted=several)
            for words in part.paragraphs:
                writer.paragraph(words)
    writer.source(_source_words(about))
    writer.finish()
    stream = BytesIO()
    document.save(stream)
    return packed_alike(stream.getvalue())


def _overview(writer: Writer, content: Content, matter: Matter) -> None:
    writer.heading(_("总体情况"))
    writer.paragraph(content.overview)
    if content.stand.tasks:
        writer.table(_("各部门任务进展（项）"), content.lines, content.stand)
        if content.more_departments:
            writer.small(_("其余{count}个部门见台账。").format(count=content.more_departments))
    try:
        pictures = _pictures(content, matter)
    except GuobanError as problem:
        if problem.code != "font_missing":
            raise
        writer.small(_("制作本简报的电脑没有带汉字的字体，图从略。"))
        return
    for picture, caption in pictures:
        writer.picture(picture, caption)


def _pictures(content: Content, matter: Matter) -> list[tuple[Picture, str]]:
    """Return the brief's charts with their captions."""
    behind = matter.tasks[matter.tasks["status"] == "behind"]
    drawn = (
        (draw_tasks(behind, most=MOST_BARS), _("滞后任务的完成率与各自的序时进度")),
        (draw_measure(content.growth, "growth") if len(content.growth) > 1 else None, _("主要指标同比增速")),
    )
    return [(picture, caption) for picture, caption in drawn if picture is not None]


def _source_words(about: About) -> str:
    scope = filter_words(about.filters) if about.filters else _("全部报告")
    return _("资料来源：{name}（校验码 {sha}）；范围：{scope}；由 {program} 编制。").format(
        name=cut(about.name, NAME_MOST), sha=about.sha256[:16], program=about.program, scope=cut(scope, FILTERS_MOST)
    )


def _properties(document: Document, content: Content, about: About) -> None:
    properties = document.core_properties
    day = datetime(about.made.year, about.made.month, about.made.day, tzinfo=UTC) if about.made else NO_DATE
    properties.title, properties.author, properties.comments = content.title, about.program, ""
    properties.created = properties.modified = day.replace(tzinfo=None)
    properties.last_modified_by, properties.revision = about.program, 1
    _without(document.part.package.rels, RELATIONSHIP_TYPE.THUMBNAIL)
    _without(document.part.rels, STYLES_WITH_EFFECTS)


def _without(relations: Relationships, kind: str) -> None:
    """Drop what python-docx's own template brings along."""
    for name in [name for name, one in relations.items() if one.reltype == kind]:
        del relations[name]
