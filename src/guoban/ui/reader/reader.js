/* The full-text reader: outline, text and metrics, each moving the others, without a rerun.
 *
 * The document's words reach the page as text nodes cut from `data.text` by offsets (UTF-16, made by payload.py); no
 * markup is ever built from them. `data` is described in payload.py. Its parts stand in files of their own, which are
 * put before this one.
 */

const LOOK_EACH = 120; // ms between two looks at which section is in view while scrolling
const SETTLE = 400; // ms in which a scroll event belongs to our own jump
const TYPED_ELSEWHERE = "input, textarea, select, [contenteditable=true], [role=combobox], [role=dialog]";
const READERS = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let reader = READERS.get(parentElement);
  if (!reader) {
    reader = new Reader(parentElement);
    READERS.set(parentElement, reader);
  }
  reader.show(data);
  reader.marking.show(data.marking ?? [], (go) => setTriggerValue("go", go));
  return () => {
    reader.close();
    READERS.delete(parentElement);
  };
}

class Reader {
  constructor(parent) {
    this.root = make("div", "reader");
    parent.appendChild(this.root);
    this.marking = new Marking(this.root);
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.onSize = () => fillPage(this.root);
    window.addEventListener("resize", this.onSize);
  }

  close() {
    document.removeEventListener("keydown", this.onKey);
    window.removeEventListener("resize", this.onSize);
    window.clearTimeout(this.pending);
    this.bar?.still();
    this.hits?.clear();
    this.marking.close();
    this.root.remove();
  }

  show(data) {
    if (this.version === data.version) return;
    this.version = data.version;
    this.data = data;
    const { only, roles } = data;
    this.off = new Set(only.length ? roles.map((role) => role.name).filter((name) => !only.includes(name)) : []);
    this.cursor = -1;
    this.focused = null;
    this.section = undefined; // null: before the first heading
    this.hit = -1;
    this.hits?.clear();
    this.bar?.still();
    this.marking.hide();
    this.draw();
    this.hits = new Hits(data.text, this.drawn.nodes);
    this.list();
    this.count();
    fillPage(this.root);
    this.open();
  }

  draw() {
    this.bar = new Bar(this.data, this.off, {
      toggle: (name, shown) => this.toggle(name, shown),
      find: () => this.find(),
      step: (direction) => (this.bar.query ? this.stepHit(direction) : this.stepMark(direction)),
      page: (index) => this.goToPage(index),
    });
    this.outline = new Outline(this.data, (index) => this.goTo(index));
    this.metrics = new Metrics(this.data, (mark) => this.focus(mark, true));
    const body = make("div", "body");
    body.classList.toggle("bare", this.data.outline.length === 0);
    body.append(this.outline.picker, this.outline.element, this.drawText(), this.metrics.element);
    this.root.replaceChildren(this.bar.element, body);
  }

  drawText() {
    this.text = make("article", ["text", ...[...this.off].map((name) => `no-${name}`)].join(" "));
    this.text.tabIndex = 0;
    this.text.setAttribute("aria-label", this.data.title);
    this.text.onscroll = () => {
      this.marking.hide();
      if (!this.pending) this.pending = window.setTimeout(() => this.scrolled(), LOOK_EACH);
    };
    this.text.onclick = (event) => {
      const mark = event.target.closest("mark");
      if (mark) this.focus(this.data.marks[Number(mark.dataset.i)], false);
    };
    this.drawn = new Text(this.data);
    this.text.replaceChildren(this.drawn.fragment);
    return this.text;
  }

  toggle(name, shown) {
    this.text.classList.toggle(`no-${name}`, !shown);
    if (!shown && this.focused && this.focused.role === name) this.blur();
    this.list();
    this.count();
  }

  list() {
    this.metrics.draw(this.shownMarks(), this.focused);
    this.metrics.showSection(this.section);
  }

  count() {
    if (this.bar.query) {
      this.bar.count(this.hit + 1, this.hits.ranges.length);
      return;
    }
    const marks = this.shownMarks();
    this.bar.count(this.focused ? marks.indexOf(this.focused) + 1 : 0, marks.length);
  }

  shownMarks() {
    return this.data.marks.filter((mark) => mark.element && !this.off.has(mark.role));
  }

  blockAt(offset) {
    const { blocks } = this.drawn;
    return blocks[Math.max(0, indexBefore(blocks, offset))];
  }

  /* Moving. */

  open() {
    const { focus, query } = this.data;
    if (focus === null) {
      this.enter(this.drawn.blocks.length ? this.drawn.blocks[0].start : 0);
      if (query) this.find();
      return;
    }
    if (query) this.find(false);
    const mark = this.data.marks.find((one) => one.element && one.start <= focus && focus < one.end);
    if (mark) {
      this.focus(mark, true);
      return;
    }
    const block = this.blockAt(focus);
    if (!block) return;
    this.cursor = focus - 1;
    block.element.classList.add("spot");
    this.jump(block.element, "center");
    this.enter(focus);
  }

  goTo(index) {
    const { start } = this.data.outline[index];
    this.leap(start, this.blockAt(start).element);
    this.setSection(index);
  }

  goToPage(index) {
    const { start, element } = this.drawn.breaks[index];
    this.leap(start, element);
    this.enter(start);
  }

  leap(start, element) {
    this.blur();
    this.cursor = start - 1;
    this.jump(element, "start");
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
    if (mark.row) this.metrics.showRow(mark.row);
    this.count();
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

  jump(element, where, measure = () => element.getBoundingClientRect()) {
    settle(() => {
      this.jumped = performance.now();
      bringTo(this.text, measure(), where);
    });
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
        this.enter(this.drawn.blocks[Number(block.dataset.i)].start);
        return;
      }
    }
  }

  enter(offset) {
    const index = indexBefore(this.data.outline, offset);
    this.setSection(index < 0 ? null : index);
    this.bar.showPage(indexBefore(this.drawn.breaks, offset));
  }

  setSection(index) {
    if (this.section === index) return;
    this.section = index;
    this.outline.show(index);
    this.metrics.showSection(index);
  }

  /* Searching. */

  find(move = true) {
    this.found = this.bar.query;
    this.hit = -1;
    this.hits.find(this.found);
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
    const back = event.shiftKey ? -1 : 1;
    if (target === this.bar.search) {
      if (event.key === "Enter") {
        this.bar.still();
        if (this.found !== this.bar.query) this.find();
        else this.stepHit(back);
        event.preventDefault();
      } else if (event.key === "Escape") {
        this.bar.query = "";
        this.find();
        this.text.focus();
      }
      return;
    }
    if (target.closest?.(TYPED_ELSEWHERE)) return;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (step) {
      this.stepMark(step);
      event.preventDefault();
    } else if (event.key === "Enter" && this.bar.query && (target === this.text || target === document.body)) {
      this.stepHit(back);
      event.preventDefault();
    }
  }
}
