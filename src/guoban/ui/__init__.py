"""What the pages share. With `pages/` and `app.py` the only place that knows Streamlit.

A page:

    from guoban.ui import shell

    view = shell.start("metrics")            # first of all: the chosen compilation under the shared filters
    found = filters.Filters("metrics", view.all_metrics, (*view.facets, ROLE, PERIOD))
    with shell.page_filters():               # the place in the sidebar, under the head 本页
        found.draw(ROLE, order=labels.ROLES) # counts under all the other filters
    rows = found.kept()                      # and found.ways_out() for the empty state
    body(view)                               # list and evidence: one `@shell.fragment` with one pane

- `routing`: the pages (`ENTRIES`: name, file stem, title). A page whose script exists is in the menu.
- `address`: every filter is in the address. `PARAMETERS[page]` names a page's own; a widget that shows one has
  `key=address.key(page, name)` and `persist_state="session"`; `view.value(name)` reads it, `address.put` sets it
  (before its widget is drawn, or in a callback), `address.among` keeps nonsense in an address from a widget.
- `shell.go(page, **params)` in a callback (`on_click=shell.go, args=(...)`, or a pane's `on_go`) changes the page;
  `shell.leave(page, **params)` does so in the script. The target's own parameters that are not given are set back,
  shared ones stay. `shell.link` and `shell.evidence_link(report_id, at)` are addresses for a new tab.
- `store`: `store().all()`, `.get(id)`, `.add(compilation)`: the library as pages see it, one for all sessions;
  `store().library` is the library itself. `who.name()` is whose correction it is.
- `facets` (pure) and `filters` (drawn): values with counts beside them, counted under the other filters.
- `empty.tree(head, ways_out(...))` is what a page shows when its filters leave nothing; `empty.drop(page, go)` in the
  pane's `on_go` drops the filter that was clicked.
- `pane.show(tree, key, on_go)` draws a tree of `pane.el(tag, css, *children, go=...)`; words are text nodes, so
  uploaded text is safe in it. Everywhere else where Streamlit reads Markdown: `safe.escape_markdown`.
- `memory.remembered(frames, key, make)` keeps what is reckoned from tables while they live: give it the tables of the
  view, which are the same objects from run to run. `view.tasks()`, `.all_tasks()`, `.unmet_targets()` and
  `.untargeted_actuals()` do.
- `guoban.reporting` has what the papers share with the pages: `tasks.tasks(...)` is the progress table as it is shown,
  one row a task, with gap and card; `scales` are amounts in the magnitude that `view.value("numbers")` chooses, for lists
  only; `indicators` group figures across departments; `standing` counts tasks by department and status; `labels` are
  display words,
  `figures` numbers as an office writes them. `paging.Page` cuts long lists.
- `growbar.Axis` draws the bars of a list on one axis from one zero line.
- `evidence` is the panel with the sentence, `downloads` the export of what is filtered (`draw`) and of charts
  (`pictures`), `papers` the ledger and the brief of it; `Filters.words()` says in words what was chosen.
- What a person says of a row goes through `review_acts` (recorded, told in one quiet line of `said`, undone by one
  click); the page 校核 is `review_page`, `shell.go("review", r=report_id, view="metrics", at=metric_id)` opens a row in it.
- Strings: Chinese through `_` of `guoban.locale`, English in `locale/en.po`; a word that follows a count has its forms there,
  `{count} {count:report|reports}`, and code says `.format(count=n)` as ever (see `guoban.locale.plural`).
"""
