"""The router: which pages there are, how one gets to them, and what stands round them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import streamlit as st

from guoban.__about__ import version
from guoban.dataset import find_datasets
from guoban.errors import LibraryError
from guoban.locale import translate as _
from guoban.locale import translate_as
from guoban.reporting.joined import Summary
from guoban.ui import address, filters, frame, language, who
from guoban.ui.store import store

SAMPLE = "data/sample-2024h1.txt"
PENDING = "_pending"
PAGE_FILTERS = "_page_filters"
ROUTED = "_routed"
LOADED = "_loaded"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page: its name in code, its file's stem and its title. `filtered` pages have the shared filters beside them."""

    name: str
    stem: str
    title: str
    filtered: bool = True


ENTRIES = (
    Entry("overview", "overview", "总览"),
    Entry("departments", "departments", "部门"),
    Entry("metrics", "metrics", "指标"),
    Entry("progress", "progress", "进度"),
    Entry("text", "text", "全文"),
    Entry("compare", "compare", "对比", filtered=False),
    Entry("search", "search", "搜索", filtered=False),
    Entry("archive", "archive", "档案库", filtered=False),
    Entry("library", "library", "文库", filtered=False),
    Entry("review", "review", "校核"),
    Entry("import", "import", "导入", filtered=False),
)
BY_NAME = {entry.name: entry for entry in ENTRIES}
START = ENTRIES[0].name


def script(name: str) -> str:
    """Return the page's script, relative to app.py."""
    return f"pages/{BY_NAME[name].stem}.py"


def url_path(name: str) -> str:
    """Return the page's part of the address, relative to the app's own."""
    return "./" if name == START else name


def run(root: Path) -> None:
    """Serve the page that is asked for; `root` holds `pages/` and `data/`."""
    st.set_page_config(
        page_title=_("过半 Guoban"),
        page_icon=str(files("guoban.ui").joinpath("mark.svg")),
        layout="wide",
        initial_sidebar_state=248,
        menu_items={"About": _("过半 Guoban {version}").format(version=version)},
    )
    if not st.session_state.get(LOADED):
        address.load_shared()
    language.use()
    pages = {
        entry.name: st.Page(
            script(entry.name),
            title=translate_as("menu", entry.title),
            url_path=entry.name,
            default=entry.name == START,
            visibility="hidden" if entry.name == "archive" and not find_datasets() else "visible",
        )
        for entry in ENTRIES
        if (root / script(entry.name)).is_file()
    }
    current = st.navigation(list(pages.values()), position="top")
    name = _arrive(next(name for name, page in pages.items() if page.url_path == current.url_path), pages)
    language.use()
    try:
        sample = store().open_sample(root / SAMPLE)
    except LibraryError as problem:
        frame.no_library(problem)
        st.stop()
    frame.style()
    frame.logo()
    _sidebar(BY_NAME[name], sample)
    address.save(name)
    st.session_state[ROUTED] = True
    current.run()


def ensure(page: str) -> None:
    """Send the run through the router where it did not come from there.

    On a server that has just started Streamlit runs `pages/x.py` by itself for an address `/x`: no menu, no state.
    """
    if st.session_state.pop(ROUTED, False):
        return
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    st.switch_page("app.py", query_params={**query, "page": [page]})


def _arrive(name: str, served: Collection[str]) -> str:
    """Return the page to show, one of `served`, its parameters taken from where the visit comes from: a click, or the address."""
    if pending := st.session_state.get(PENDING):
        page, given = pending
        if page != name:
            st.switch_page(script(page), query_params=address.ahead(page, given))
        del st.session_state[PENDING]
        if given.get("c", address.value(page, "c")) != address.value(page, "c"):
            _drop_place()
        address.reset(page)
        for parameter, value in given.items():
            address.put(page, parameter, value)
        return name
    wanted = st.query_params.get("page", "")
    if wanted in served and wanted != name:
        query = {key: st.query_params.get_all(key) for key in st.query_params if key != "page"}
        st.switch_page(script(wanted), query_params=query)
    if not st.session_state.get(LOADED):
        address.load(name)
        st.session_state[LOADED] = True
    elif address.moved(name):
        address.take(name)
    return name


def _sidebar(entry: Entry, sample: str) -> None:
    compilations = store().all()
    _choose_compilation(compilations, sample)
    with st.sidebar:
        if entry.filtered and compilations:
            _draw_choice(compilations)
            compilation = store().get(address.value("", "c"))
            if compilation is not None:
                filters.draw_shared(compilation.reports)
        st.session_state[PAGE_FILTERS] = st.container(gap="small")
        with st.container(key="foot"):
            if entry.filtered and compilations:
                filters.draw_numbers()
            language.draw()
            who.draw()


def _choose_compilation(compilations: Sequence[Summary], sample: str) -> None:
    """Fall back to the newest compilation where none, or one that is gone, is chosen."""
    if store().get(address.value("", "c")) is None:
        address.put("", "c", compilations[0].id if compilations else (sample or None))


def _draw_choice(compilations: Sequence[Summary]) -> None:
    words = frame.choices(compilations)
    st.selectbox(
        _("汇编"),
        list(words),
        format_func=words.__getitem__,
        key=address.key("", "c"),
        on_change=_drop_place,
        persist_state="session",
    )


def _drop_place() -> None:
    """Forget which rows were looked at: they belong to the compilation before."""
    for page, parameters in address.PARAMETERS.items():
        for name in {"r", "at", "beside"} & parameters.keys():
            address.put(page, name, parameters[name].default)
