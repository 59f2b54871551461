// Words marked in a text (data.marking), in the pane and in the reader.

/* Words that are marked between elements with a `base`, the place of their first character in the document, get buttons:
   each asks for its `go` with `start` and `end`, counted in code points as the document counts. */
class Marking {
  constructor(root) {
    this.root = root;
    this.tools = [];
    this.onUp = () => window.setTimeout(() => this.offer());
    this.onDown = (event) => {
      if (!event.composedPath().includes(this.box)) this.hide();
    };
    root.addEventListener("mouseup", this.onUp);
    root.addEventListener("keyup", this.onUp);
    document.addEventListener("mousedown", this.onDown, true);
  }

  show(tools, send) {
    this.tools = tools;
    this.send = send;
  }

  close() {
    this.hide();
    document.removeEventListener("mousedown", this.onDown, true);
  }

  hide() {
    this.box?.remove();
    this.box = null;
  }

  offer() {
    if (!this.tools.length) return;
    const range = this.range();
    const span = range && this.span(range);
    if (!span) {
      this.hide();
      return;
    }
    if (this.box && this.start === span.start && this.end === span.end) return;
    this.hide();
    Object.assign(this, span);
    this.box = document.createElement("div");
    this.box.className = "marking";
    for (const tool of this.tools) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = tool.word;
      button.onclick = () => {
        this.hide();
        this.selection()?.removeAllRanges();
        this.send({ ...tool.go, ...span });
      };
      this.box.append(button);
    }
    this.root.append(this.box);
    const place = range.getBoundingClientRect();
    const frame = this.root.getBoundingClientRect();
    this.box.style.left = `${Math.max(0, Math.min(place.left - frame.left, frame.width - this.box.offsetWidth - 4))}px`;
    this.box.style.top = `${place.bottom - frame.top + 4}px`;
  }

  /* The selection inside the shadow root, which the document's own selection does not tell in every browser. */
  selection() {
    const holder = this.root.getRootNode();
    return holder.getSelection ? holder.getSelection() : document.getSelection();
  }

  range() {
    const holder = this.root.getRootNode();
    const selection = this.selection();
    const found = selection?.getComposedRanges?.({ shadowRoots: holder instanceof ShadowRoot ? [holder] : [] })?.[0];
    if (found && this.root.contains(found.startContainer) && !found.collapsed) {
      const range = document.createRange();
      range.setStart(found.startContainer, found.startOffset);
      range.setEnd(found.endContainer, found.endOffset);
      return range;
    }
    const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
    return range && !range.collapsed && this.root.contains(range.startContainer) ? range : null;
  }

  span(range) {
    const start = this.place(range.startContainer, range.startOffset);
    const end = this.place(range.endContainer, range.endOffset);
    return start === null || end === null || start >= end || !range.toString().trim() ? null : { start, end };
  }

  place(node, offset) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const owner = element?.closest?.("[data-base]");
    if (!owner) return null;
    const before = document.createRange();
    before.setStart(owner, 0);
    before.setEnd(node, offset);
    return Number(owner.dataset.base) + [...before.toString()].length;
  }
}
