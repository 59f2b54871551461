"""The page 导入: was it read right, what must be settled, then in."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from guoban.compilation import Compilation
from guoban.corrections import Correction
from guoban.corrections.departments import DepartmentEdit, corrections_of, edit_departments
from guoban.documents import accepted_endings, limits
from guoban.errors import GuobanError
from guoban.lexicon import load
from guoban.locale import current_language
from guoban.locale import translate as _
from guoban.messages import error_text
from guoban.reporting import labels
from guoban.reporting.joined import Summary
from guoban.ui import frame, import_notes, import_view, language, pane, routing, shell, who
from guoban.ui.import_reading import Outcome, forget, outcome
from guoban.ui.safe import escape_markdown
from guoban.ui.store import store

PAGE = "import"
ROUND = "import.round"  # a new round clears the drop zone and the table
ENCODING = "import.encoding"
REMARK = "import.remark"
REFUSED = "import.refused"
LEVELS = ("省", "市", "县", "区", "街道", "乡镇")
EDITABLE = ("department", "type", "level", "region")
TWINS = {"htm", "mhtml", "jpeg"}  # other spellings of endings that are named
FEW_ROWS = 16
MOST_LISTED = 8
# In Chinese and in English; the department takes what is left.
WIDTHS = (
    {"check": 92, "type": 90, "region": 120, "metrics": 56, "targets": 56, "masked": 56},
    {"check": 100, "type": 96, "region": 80, "metrics": 60, "targets": 60, "masked": 72},
)
ROW_PIXELS = 31


def draw() -> None:
    """Draw the page."""
    routing.ensure(PAGE)
    language.use()
    with st.session_state[routing.PAGE_FILTERS]:
        already_open()
    drop_zone_words()
    place = st.grid(2, min_column_width=330, gap="medium")
    with place.cell():
        files = drop_zone()
        line, stop = st.empty(), st.empty()
    if not files:
        forget()
        with place.cell():
            hint()
        return
    named = [(file.name, file.getvalue()) for file in files]
    # A click asks for another run, which ends this one at the next report: it finds the drop zone empty.
    stop.button(_("停止读取"), key="import.stop", on_click=start_over)
    found = outcome(named, st.session_state.get(ENCODING, ""), line.progress)
    line.empty()
    stop.empty()
    if found.error is not None or found.compilation is None or found.corrected is None:
        problem(found)
        return
    with place.cell():
        pane.show(import_view.file_facts(found.compilation, found.bytes), "import.facts")
    result(found, found.compilation, found.corrected)


def drop_zone() -> Any:
    """Draw the drop zone and the choice of the encoding; return the files."""
    number = st.session_state.get(ROUND, 0)
    files = st.file_uploader(
        _("汇编文件"), key=f"import.file.{number}", accept_multiple_files=True, label_visibility="collapsed",
    )  # fmt: skip
    kept = st.session_state.get("import.outcome")
    wrong = isinstance(kept, Outcome) and kept.error is not None and kept.error.code.startswith("encoding")
    with st.expander(_("文字读出来是乱码？手选编码"), expanded=wrong):
        st.selectbox(
            _("编码"), list(import_view.ENCODINGS), format_func=lambda one: _(import_view.ENCODINGS[one]), key=ENCODING,
            label_visibility="collapsed",
        )  # fmt: skip
    return files


def drop_zone_words() -> None:
    """Put the page's own words over the drop zone's English ones."""
    kinds = " ".join(one for one in accepted_endings() if one not in TWINS)
    # Where more is read than the server takes, what it takes is the limit.
    size = min(limits().file_megabytes, frame.most_uploaded())
    frame.drop_zone_words(_("{kinds}，不超过 {size} MB；也可拖到这里").format(kinds=kinds, size=f"{size:g}"), size)


def hint() -> None:
    words = (
        _("选一份工作总结汇编，或把各单位的报告一起选中（也可以是一个压缩包）。读完先看结果，确认后才入库。"),
        _("文件只在运行本程序的机器上处理，不发往别处。"),
    )
    pane.show(pane.el("div", "", *(pane.el("p", "second", one) for one in words)), "import.hint")


def already_open() -> None:
    """Draw the newest compilations of the library, each with its way to the overview."""
    summaries = store().all()
    rows = [_open_row(one) for one in summaries[:MOST_LISTED]]
    more = pane.el("button", "link second", _("全部 {count} 份在文库").format(count=len(summaries)), go={"all": True})
    pane.show(
        pane.el(
            "section", "", pane.el("h2", "", _("文库里已有")), *(rows or [pane.el("p", "second", _("还没有"))]),
            more if len(summaries) > MOST_LISTED else None,
        ),
        "import.open", on_go=opened,
    )  # fmt: skip
    if asked := st.session_state.pop("import.remove", None):
        confirm_removal(asked)


def _open_row(one: Summary) -> pane.Node:
    """Return a compilation by its file's name, below it the time and the number of reports."""
    remove = pane.el(
        "button", "bare second", "✕", go={"remove": one.id}, title=_("移出"), label=_("移出 {name}").format(name=one.name)
    )  # fmt: skip
    return pane.el(
        "div", "note pick",
        pane.el(
            "div", "named", pane.el("button", "link cut", one.name, go={"c": one.id}, title=one.name),
            pane.el("div", "second", frame.choice_words(one)),
        ),
        None if one.sample else remove,
    )  # fmt: skip


def opened(asked: Any) -> None:
    if "c" in asked:
        go_to(asked["c"])
    elif "all" in asked:
        shell.go("library")
    elif "remove" in asked:
        st.session_state["import.remove"] = asked["remove"]


def go_to(compilation_id: str) -> None:
    shell.go("overview", c=compilation_id, type=(), department=(), level=(), region=())


def confirm_removal(compilation_id: str) -> None:
    """Ask before a compilation is let go with its corrections."""
    compilation = store().get(compilation_id)
    if compilation is None:
        return

    @st.dialog(_("移出汇编"))
    def ask() -> None:
        language.use()
        st.text(compilation.name)
        st.caption(_("移出的汇编进回收站，表格和更正都留着，在文库里可以放回。"))
        if st.button(_("移出"), type="primary", key="import.remove.yes"):
            store().library.remove(compilation_id, who.name())
            st.rerun()

    ask()


def problem(found: Outcome) -> None:
    """Say in words what went wrong."""
    if found.error is not None:
        pane.show(import_view.problem(found.error, len(store().all())), "import.problem")


def result(found: Outcome, extracted: Compilation, compilation: Compilation) -> None:
    """Draw what was read: figures, the reports to correct, what looks unusual, and the decision.

    `compilation` is `extracted` with what was corrected before.
    """
    pane.show(import_view.six_figures(compilation), "import.figures")
    columns = st.grid(3, min_column_width=300, gap="medium")
    with columns.cell(column_span=2):
        edits = corrections(compilation)
    corrected = edit_departments(compilation, edits)
    with columns.cell():
        pane.show(import_notes.tree(corrected), "import.notes", on_go=remark_asked)
    decide(found, extracted, corrections_of(compilation, edits, who.name()))
    show_remark(corrected)


def corrections(compilation: Compilation) -> dict[int, DepartmentEdit]:
    """Draw the table of reports and return what was changed in it."""
    shown = import_view.table(compilation)
    words = pane.el(
        "div", "sechead", pane.el("h2", "", _("认出的报告")), pane.el("span", "second count", str(len(shown))),
        pane.el("span", "second", _("部门、类型、层级、地区可直接改")),
    )  # fmt: skip
    pane.show(words, "import.head")
    number = st.session_state.get(ROUND, 0)
    edited = st.data_editor(
        shown,
        key=f"import.table.{number}.{compilation.id}.{st.session_state.get('import.undo', 0)}",
        column_config=_columns(shown),
        disabled=[name for name in shown.columns if name not in EDITABLE],
        hide_index=True,
        row_height=ROW_PIXELS,
        height="content" if len(shown) <= FEW_ROWS else ROW_PIXELS * (FEW_ROWS + 1),
        alt=_("认出的报告"),
    )
    return changes(shown, edited)


def changes(shown: pd.DataFrame, edited: pd.DataFrame) -> dict[int, DepartmentEdit]:
    """Return the fields that differ between the two tables, by `seq`; an emptied field is an empty text."""
    found = {}
    for seq in shown.index:
        before, after = shown.loc[seq], edited.loc[seq]
        fields: dict[str, str] = {
            name: "" if pd.isna(after[name]) else str(after[name])
            for name in EDITABLE
            if before[name] != ("" if pd.isna(after[name]) else str(after[name]))
        }
        if fields:
            found[int(seq)] = DepartmentEdit(
                fields.get("department"), fields.get("type"), fields.get("level"), fields.get("region")
            )
    return found


def decide(found: Outcome, extracted: Compilation, made: Sequence[Correction]) -> None:
    """Draw confirm, discard and undo, and what confirming would do."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(_("确认入库"), type="primary", icon=":material/check:", key="import.confirm",
                  on_click=take_in, args=(extracted, made))  # fmt: skip
        st.button(_("放弃"), key="import.discard", on_click=start_over)
        if made:
            st.button(_("撤销 {count} 处更正").format(count=len(made)), key="import.undone", on_click=undo)
        st.caption(escape_markdown(decision_words(found)), width="content")
    if refused := st.session_state.pop(REFUSED, None):
        st.caption(escape_markdown(refused))


def decision_words(found: Outcome) -> str:
    if not found.again:
        return _("与文库里的汇编没有重复（按指纹）。")
    if found.unfit:
        return _(
            "文库里已有这个文件；确认后以这次读取为准，原有的更正带入 {count} 处，另有 {unfit} 处对不上位置，留在文库里待查。"
        ).format(count=found.carried, unfit=found.unfit)
    if found.carried:
        return _("文库里已有这个文件；确认后以这次读取为准，原有的 {count} 处更正已带入。").format(count=found.carried)
    return _("文库里已有这个文件；确认后以这次读取为准。")


def take_in(compilation: Compilation, made: Sequence[Correction]) -> None:
    """Add the compilation to the library with the corrections made here, and open it; in a callback."""
    try:
        compilation_id = store().add(compilation, made)
    except GuobanError as error:
        st.session_state[REFUSED] = error_text(error)
        return
    start_over()
    go_to(compilation_id)


def start_over() -> None:
    """Clear the drop zone, the table and what was read; in a callback."""
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state[ENCODING] = ""
    forget()


def undo() -> None:
    st.session_state["import.undo"] = st.session_state.get("import.undo", 0) + 1


def remark_asked(asked: Any) -> None:
    if isinstance(asked, dict) and "remark" in asked:
        st.session_state[REMARK] = asked["remark"]


def show_remark(compilation: Compilation) -> None:
    """Open the drawer with the words at the remark that was asked for."""
    place = st.session_state.pop(REMARK, None)
    every = import_notes.remarks(compilation)
    if not isinstance(place, int) or place >= len(every):
        return

    @st.dialog(_("原文"), width=460, position="right")
    def drawer() -> None:
        language.use()
        pane.show(import_notes.excerpt(compilation, every[place]), "import.excerpt")

    drawer()


def _columns(shown: pd.DataFrame) -> dict[str, Any]:
    config = st.column_config
    widths = WIDTHS[0 if current_language() == "zh" else 1]
    types = list(dict.fromkeys([*load("departments"), *shown["type"]]))
    levels = list(dict.fromkeys([*LEVELS, *shown["level"]]))
    return {
        "seq": config.NumberColumn(labels.column("seq"), width=40),
        "check": config.TextColumn(_("核对"), width=widths["check"]),
        "department": config.TextColumn(labels.column("department"), max_chars=60),
        "type": config.SelectboxColumn(
            labels.column("type"),
            options=types,
            format_func=lambda value: labels.department_type(str(value)),
            width=widths["type"],
        ),
        "level": config.SelectboxColumn(
            labels.column("level"), options=levels, format_func=lambda value: labels.level(str(value)), width=70
        ),
        "region": config.TextColumn(labels.column("region"), max_chars=60, width=widths["region"]),
        "metrics": config.NumberColumn(labels.column("metrics"), width=widths["metrics"]),
        "targets": config.NumberColumn(labels.column("targets"), width=widths["targets"]),
        "masked": config.NumberColumn(labels.column("redacted"), format="%.0f%%", width=widths["masked"]),
    }
