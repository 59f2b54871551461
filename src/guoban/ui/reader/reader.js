/* The full-text reader: outline, text and metrics, each moving the others, without a rerun.
 *
 * The document's words reach the page as text nodes cut from `data.text` by offsets (UTF-16, made by payload.py); no
 * markup is ever built from them. `data` is described in payload.py.
 */

const CHUNK_ROWS = 40; // rows of metrics that the browser lays out at once
const LOOK_EACH = 120; // ms between two looks at which section is in view while scrolling
const SETTLE = 400; // ms in which a scroll event belongs to our own jump
const HEAD = 36; // px that the head of a group covers
const SETTLE_FRAMES = 3;
const START_GAP = 8; // px above what was jumped to
const BOTTOM_GAP = 44;
const READERS = new WeakMap();

export default function (component) {
  const { data, parentElement } = component;
  let reader = READERS.get(parentElement);
  if (!reader) {
    reader = new Reader(parentElement);
    READERS.set(parentElement, reader);
  }
  reader.show(data);
  return () => {
    reader.close();
    READERS.delete(parentElement);
  };
}

class Reader {
  constructor(parent) {
    this.parent = parent;
    this.root = make("div", "reader");
    parent.appendChild(this.root);
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.onSize = () => this.fit();
    window.addEventListener("resize", this.onSize);
  }

  /* Fill what the page leaves below the controls above. */
  fit() {
    let box = this.root.getRootNode().host;
    const { top } = this.root.getBoundingClientRect();
    while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
    const above = top + (box ? box.scrollTop : 0);
    this.root.style.height = `calc(100vh - ${Math.round(above + BOTTOM_GAP)}px)`;
  }

  close() {
    document.removeEventListener("keydown", this.onKey);
    window.removeEventListener("resize", this.onSize);
    window.clearTimeout(this.typing);
    window.clearTimeout(this.pending);
    this.hits?.clear();
    this.root.remove();
  }

  show(data) {
    if (this.version === data.version) return;
    this.version = data.version;
    this.data = data;
    this.off = new Set(data.only.length ? data.roles.map((role) => role.name).filter((name) => !data.only.includes(name)) : []);
    this.cursor = -1;
    this.focused = null;
    this.section = undefined; // null: before the first heading
    this.hit = -1;
    this.root.replaceChildren(this.drawBar(), this.drawBody());
    this.drawText();
    this.hits?.clear();
    this.hits = new Hits(data.text, this.nodes);
    this.drawMetrics();
    this.count();
    this.fit();
    this.open();
  }

  /* The bar: legend chips, search, place in the sequence. */

  drawBar() {
    const { words } = this.data;
    const bar = make("div", "bar");
    const chips = make("div", "chips");
    chips.setAttribute("role", "group");
    chips.setAttribute("aria-label", words.legend);
    for (const role of this.data.roles) chips.append(this.drawChip(role));
    this.search = make("input", "search");
    this.search.type = "search";
    this.search.placeholder = words.search;
    this.search.setAttribute("aria-label", words.search);
    this.search.value = this.data.query;
    this.search.oninput = () => {
      window.clearTimeout(this.typing);
      this.typing = window.setTimeout(() => this.find(), 150);
    };
    this.counter = make("span", "counter");
    this.counter.setAttribute("aria-live", "polite");
    const find = make("div", "find");
    find.append(
      this.drawPages(),
      this.search,
      this.stepButton("‹", words.previous, -1),
      this.counter,
      this.stepButton("›", words.next, 1),
    );
    bar.append(chips, find);
    return bar;
  }

  drawChip(role) {
    const chip = make("button", "chip");
    chip.type = "button";
    chip.title = this.data.words.toggle;
    chip.setAttribute("aria-pressed", String(!this.off.has(role.name)));
    chip.dataset.role = role.name;
    chip.append(make("span", `role ${role.name}`, role.label), make("span", "number", String(role.count)));
    chip.onclick = () => this.toggle(role.name, chip);
    return chip;
  }

  toggle(name, chip) {
    const shown = this.off.delete(name);
    if (!shown) this.off.add(name);
    chip.setAttribute("aria-pressed", String(shown));
    this.text.classList.toggle(`no-${name}`, !shown);
    if (!shown && this.focused && this.focused.role === name) this.blur();
    this.drawMetrics();
    this.count();
  }

  stepButton(sign, label, direction) {
    const button = make("button", "step", sign);
    button.type = "button";
    button.title = label;
    button.setAttribute("aria-label", label);
    button.onclick = () => (this.search.value ? this.stepHit(direction) : this.stepMark(direction));
    return button;
  }

  count() {
    const { words } = this.data;
    if (this.search.value) {
      this.counter.textContent = this.hits.ranges.length
        ? fill(words.place, { n: this.hit + 1, total: this.hits.ranges.length })
        : words.nothing;
      return;
    }
    const marks = this.shownMarks();
    const n = this.focused ? marks.indexOf(this.focused) + 1 : 0;
    this.counter.textContent = fill(n ? words.place : words.total, { n, total: marks.length });
  }

  /* The body: outline and its list box, text, metrics. */

  drawBody() {
    const { words, outline } = this.data;
    const body = make("div", "body");
    this.outline = make("nav", "outline");
    this.outline.setAttribute("aria-label", words.outline);
    this.picker = make("select", "picker");
    this.picker.setAttribute("aria-label", words.outline);
    outline.forEach((entry, index) => {
      const row = make("button", `entry level${Math.min(entry.level, 3)}`);
      row.type = "button";
      row.append(make("span", "heading", entry.heading), make("span", "note", entry.note));
      row.onclick = () => this.goTo(index);
      this.outline.append(row);
      const option = make("option", "", "\u3000".repeat(entry.level - 1) + entry.heading);
      option.value = String(index);
      this.picker.append(option);
    });
    this.picker.hidden = outline.length === 0;
    this.picker.onchange = () => this.goTo(Number(this.picker.value));
    this.text = make("article", ["text", ...[...this.off].map((name) => `no-${name}`)].join(" "));
    this.text.tabIndex = 0;
    this.text.setAttribute("aria-label", this.data.title);
    this.text.onscroll = () => {
      if (!this.pending) this.pending = window.setTimeout(() => this.scrolled(), LOOK_EACH);
    };
    this.text.onclick = (event) => {
      const mark = event.target.closest("mark");
      if (mark) this.focus(this.data.marks[Number(mark.dataset.i)], false);
    };
    this.list = make("aside", "metrics");
    this.list.setAttribute("aria-label", words.metrics);
    body.classList.toggle("bare", outline.length === 0);
    body.append(this.picker, this.outline, this.text, this.list);
    return body;
  }

  drawText() {
    const drawn = new Text(this.data);
    this.nodes = drawn.nodes;
    this.blocks = drawn.blocks;
    this.breaks = drawn.breaks;
    this.text.replaceChildren(drawn.fragment);
  }

  drawPages() {
    const { words, pages } = this.data;
    this.pages = make("select", "pagepick");
    this.pages.setAttribute("aria-label", words.page);
    this.pages.title = words.page;
    this.pages.hidden = pages.length < 2;
    pages.forEach((page, index) => {
      const option = make("option", "", page.label);
      option.value = String(index);
      this.pages.append(option);
    });
    this.pages.onchange = () => this.goToPage(Number(this.pages.value));
    return this.pages;
  }

  goToPage(index) {
    const { start, element } = this.breaks[index];
    this.blur();
    this.cursor = start - 1;
    this.jump(element, "start");
    this.enter(start);
    this.count();
  }

  drawMetrics() {
    const { words, outline } = this.data;
    this.groups = [];
    let rows = null;
    for (const mark of this.shownMarks()) {
      if (this.groups.at(-1)?.section !== mark.section) {
        const group = make("section", "group");
        const heading = mark.section < 0 ? words.before : outline[mark.section].heading;
        group.append(make("h5", "head", heading));
        this.groups.push({ section: mark.section, element: group });
        rows = null;
      }
      if (!rows || rows.childElementCount === CHUNK_ROWS) {
        rows = make("div", "rows");
        this.groups.at(-1).element.append(rows);
      }
      rows.append(this.drawRow(mark));
    }
    const list = this.groups.map((group) => group.element);
    this.list.replaceChildren(...(list.length ? list : [make("p", "empty", words.none)]));
    this.showGroup();
  }

  drawRow(mark) {
    const row = make("button", "row");
    row.type = "button";
    const line = make("span", "line");
    line.append(make("span", "indicator", mark.indicator), make("span", `role ${mark.role} value`, mark.value));
    row.append(line, make("span", "note", mark.note));
    row.onclick = () => this.focus(mark, true);
    row.classList.toggle("current", mark === this.focused);
    mark.row = row;
    return row;
  }

  /* Bring the metrics of the section in view to the top of the list; where it has none, those that follow. */
  showGroup() {
    const section = this.section ?? -1;
    const group = this.groups.find((one) => one.section >= section);
    for (const one of this.groups) one.element.classList.toggle("current", one.section === section);
    if (group) this.settle(() => (this.list.scrollTop = group.element.offsetTop - this.list.offsetTop));
  }

  /* Moving. */

  shownMarks() {
    return this.data.marks.filter((mark) => mark.element && !this.off.has(mark.role));
  }

  open() {
    const { focus } = this.data;
    if (focus === null) {
      this.enter(this.blocks.length ? this.blocks[0].start : 0);
      if (this.data.query) this.find();
      return;
    }
    if (this.data.query) this.find(false);
    const mark = this.data.marks.find((one) => one.element && one.start <= focus && focus < one.end);
    if (mark) {
      this.focus(mark, true);
      return;
    }
    const block = this.blocks[Math.max(0, indexBefore(this.blocks, focus))];
    if (!block) return;
    this.cursor = focus - 1;
    block.element.classList.add("spot");
    this.jump(block.element, "center");
    this.enter(focus);
  }

  goTo(index) {
    const entry = this.data.outline[index];
    const block = this.blocks[Math.max(0, indexBefore(this.blocks, entry.start))];
    this.blur();
    this.cursor = entry.start - 1;
    this.jump(block.element, "start");
    this.setSection(index);
    this.count();
  }

  focus(mark, scroll) {
    this.blur();
    this.focused = mark;
    this.cursor = mark.start;
    mark.element.classList.add("current");
    if (scroll) this.jump(mark.element, "center");
    this.setSection(mark.section < 0 ? null : mark.section);
    mark.row?.classList.add("current");
    if (mark.row) this.showRow(mark.row);
    this.count();
  }

  showRow(row) {
    this.settle(() => {
      const above = row.getBoundingClientRect().top - this.list.getBoundingClientRect().top;
      if (above < HEAD || above > this.list.clientHeight - row.offsetHeight) {
        this.list.scrollTop += above - this.list.clientHeight / 2;
      }
    });
  }

  blur() {
    this.focused?.element.classList.remove("current");
    this.focused?.row?.classList.remove("current");
    this.focused = null;
  }

  stepMark(direction) {
    const marks = this.shownMarks();
    if (!marks.length) return;
    const inOrder = direction > 0 ? marks : [...marks].reverse();
    const next = inOrder.find((mark) => (mark.start - this.cursor) * direction > 0) ?? inOrder[0];
    this.focus(next, true);
  }

  /* Scroll the text alone, not what stands round it. */
  jump(element, block, measure = () => element.getBoundingClientRect()) {
    this.settle(() => {
      this.jumped = performance.now();
      const place = measure();
      const box = this.text.getBoundingClientRect();
      const spare = block === "start" ? START_GAP : Math.max(START_GAP, (box.height - place.height) / 2);
      this.text.scrollTop += place.top - box.top - spare;
    });
  }

  /* What is far away has an estimated height: it is laid out only when the first move has brought it near, a frame
     later, so the move is made again. */
  settle(move, frames = SETTLE_FRAMES) {
    move();
    if (frames) requestAnimationFrame(() => this.settle(move, frames - 1));
  }

  scrolled() {
    this.pending = 0;
    if (performance.now() - (this.jumped ?? -SETTLE) > SETTLE) this.look();
  }

  /* Take the section of the block at the reading line. */
  look() {
    const box = this.text.getBoundingClientRect();
    const root = this.text.getRootNode();
    for (const down of [48, 64, 84, 110, 20]) {
      const found = root.elementFromPoint(box.left + box.width / 2, box.top + down)?.closest("[data-i]");
      const block = found && (found.tagName === "MARK" ? found.parentElement.closest("[data-i]") : found);
      if (block && this.text.contains(block)) {
        this.enter(this.blocks[Number(block.dataset.i)].start);
        return;
      }
    }
  }

  enter(offset) {
    const index = indexBefore(this.data.outline, offset);
    this.setSection(index < 0 ? null : index);
    const page = indexBefore(this.breaks, offset);
    if (page >= 0) this.pages.value = String(page);
  }

  setSection(index) {
    if (this.section === index) return;
    this.section = index;
    [...this.outline.children].forEach((row, i) => {
      row.classList.toggle("current", i === index);
      if (i === index) row.setAttribute("aria-current", "location");
      else row.removeAttribute("aria-current");
    });
    const current = this.outline.children[index];
    if (current) {
      const top = current.offsetTop - this.outline.offsetTop;
      const { scrollTop, clientHeight } = this.outline;
      if (top < scrollTop || top + current.offsetHeight > scrollTop + clientHeight) {
        this.outline.scrollTop = top - clientHeight / 3;
      }
    }
    if (index !== null) this.picker.value = String(index);
    this.showGroup();
  }

  /* Searching. */

  find(move = true) {
    this.found = this.search.value;
    this.hit = -1;
    this.hits.find(this.search.value);
    if (move) this.stepHit(1);
    this.count();
  }

  stepHit(direction) {
    const { ranges } = this.hits;
    if (!ranges.length) return;
    if (this.hit < 0) {
      const ahead = ranges.findIndex((range) => range.start > this.cursor);
      this.hit = ahead < 0 ? 0 : ahead;
    } else this.hit = (this.hit + direction + ranges.length) % ranges.length;
    const range = this.hits.show(this.hit);
    this.jump(range.startContainer.parentElement, "center", () => boxOf(range));
    this.enter(range.start);
    this.count();
  }

  /* J and K walk the marks, Enter the hits; not while typing elsewhere. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.data) return;
    const target = event.composedPath()[0];
    if (target === this.search) {
      if (event.key === "Enter") {
        window.clearTimeout(this.typing);
        if (this.found !== this.search.value) this.find();
        else this.stepHit(event.shiftKey ? -1 : 1);
        event.preventDefault();
      } else if (event.key === "Escape") {
        this.search.value = "";
        this.find();
        this.text.focus();
      }
      return;
    }
    if (target.closest?.("input, textarea, select, [contenteditable=true], [role=combobox], [role=dialog]")) return;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (step) {
      this.stepMark(step);
      event.preventDefault();
    } else if (event.key === "Enter" && this.search.value && (target === this.text || target === document.body)) {
      this.stepHit(event.shiftKey ? -1 : 1);
      event.preventDefault();
    }
  }
}
