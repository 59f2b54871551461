/* Drawing the text: blocks, marks and page breaks. Put before reader.js: together they are one module. */

const LONG_MARK = 6;
const LINE_CHARACTERS = 40; // roughly what a line holds, for the height of what is not yet laid out
const LINE_PIXELS = 31;
const CHUNK_CHARACTERS = 6000; // what the browser lays out at once: thousands of small pieces would cost each frame

class Text {
  /* `fragment` is what to show; `nodes` are its text nodes and `blocks` its paragraphs, each with the offset at which it
     starts; `breaks` are the places at which pages of the source begin. Each mark of `data` gets its `element`. */
  constructor(data) {
    this.data = data;
    this.nodes = [];
    this.blocks = [];
    this.breaks = [];
    this.counted = { start: 0, place: data.base };
    this.fragment = document.createDocumentFragment();
    let next = 0;
    for (const block of data.blocks) next = this.block(block, next);
  }

  /* Draw a block from the mark `next` on; return the mark after it. */
  block(block, next) {
    const { marks } = this.data;
    const element = make(block.kind === "p" || block.kind === "c" ? "p" : block.kind, block.kind);
    const lines = Math.ceil((block.end - block.start) / LINE_CHARACTERS);
    this.chunk(block, lines * LINE_PIXELS + 6);
    element.dataset.i = String(this.blocks.length);
    element.dataset.base = String(this.placeOf(block.start));
    let at = block.start;
    const plain = (end) => {
      const cut = block.lead > at && block.lead < end ? block.lead : null;
      if (cut) this.piece(element, at, cut, "strong");
      if (end > (cut ?? at)) this.piece(element, cut ?? at, end, block.lead >= end ? "strong" : "");
      at = end;
    };
    for (; next < marks.length && marks[next].start < block.end; next += 1) {
      const mark = marks[next];
      if (mark.start >= at && mark.end <= block.end) {
        plain(mark.start);
        this.mark(element, mark, next);
        at = mark.end;
      } else mark.element = element.lastElementChild ?? element; // two metrics on the same words share their mark
    }
    plain(block.end);
    this.blocks.push({ start: block.start, element });
    this.last.element.append(element);
    return next;
  }

  /* The place of an offset in the document, which counts code points; asked for in order. */
  placeOf(offset) {
    const { start, place } = this.counted;
    this.counted = { start: offset, place: place + [...this.data.text.slice(start, offset)].length };
    return this.counted.place;
  }

  /* Go on with the chunk that stands last, or begin another; `height` is what the block adds to it, roughly. */
  chunk(block, height) {
    if (!this.last || block.end - this.last.start > CHUNK_CHARACTERS) {
      this.last = { start: block.start, height: 0, element: make("div", "chunk") };
      this.fragment.append(this.last.element);
    }
    this.last.height += height;
    this.last.element.style.containIntrinsicSize = `auto ${this.last.height}px`;
  }

  piece(parent, start, end, tag) {
    const holder = tag ? make(tag) : parent;
    for (const stop of [...this.pagesTo(end), null]) {
      const to = stop ? Math.min(Math.max(stop.start, start), end) : end;
      if (to > start) {
        const node = document.createTextNode(this.data.text.slice(start, to));
        this.nodes.push({ start, node });
        holder.append(node);
        start = to;
      }
      if (stop) holder.append(this.pageBreak(stop));
    }
    if (tag) parent.append(holder);
  }

  /* The pages that begin before `end` and are not drawn yet: one that begins between two blocks opens the next. */
  pagesTo(end) {
    const { pages } = this.data;
    let last = this.breaks.length;
    while (last < pages.length && pages[last].start < end) last += 1;
    return pages.slice(this.breaks.length, last);
  }

  /* Its words are drawn by CSS: they are no part of the text, and searching and copying pass over them. */
  pageBreak(page) {
    const element = make("span", "page");
    element.dataset.page = page.label;
    this.breaks.push({ start: page.start, element });
    return element;
  }

  mark(parent, mark, index) {
    const element = make("mark", `role ${mark.role}`);
    if (mark.end - mark.start <= LONG_MARK) element.classList.add("short");
    element.dataset.i = String(index);
    element.title = `${mark.indicator} · ${mark.note}`;
    mark.element = element;
    this.piece(element, mark.start, mark.end, "");
    parent.append(element);
  }
}
