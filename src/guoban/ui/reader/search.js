/* Small helpers, and searching in the text as it was drawn. Put before reader.js: together they are one module. */

const HIT = "guoban-hit";
const CURRENT_HIT = "guoban-current-hit";

function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

/* The last index of `items` whose `start` is at or before `offset`; -1 when all stand behind it. */
function indexBefore(items, offset) {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/* Fills `{total}`, and `{total:place|places}` with the form that the count asks for. */
function fill(pattern, values) {
  return pattern
    .replace(/\{(\w+):([^|}]*)\|([^}]*)\}/g, (_, name, one, many) => (values[name] === 1 ? one : many))
    .replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/* Full-width letters, digits and signs as ASCII and small letters, one code unit for one, so that offsets hold. */
function fold(text) {
  const wide = text.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  const small = wide.toLowerCase();
  return (small.length === text.length ? small : wide).replace(/\s/g, " ");
}

function boxOf(range) {
  const live = document.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  return live.getBoundingClientRect();
}

function highlight(ranges) {
  const painted = new Highlight();
  for (const range of ranges) painted.add(range);
  return painted;
}

/* The places of a query. `nodes` are the text nodes with the offset where each starts. Painted by the browser's own
 * highlights, so that no element is added to the text; where it has none, hits are still counted and walked. */
class Hits {
  constructor(text, nodes) {
    this.text = text;
    this.nodes = nodes;
    this.ranges = [];
  }

  find(query) {
    const wanted = fold(query);
    this.ranges = [];
    if (wanted.trim()) {
      this.folded ??= fold(this.text);
      let at = this.folded.indexOf(wanted);
      while (at >= 0) {
        const range = this.range(at, at + wanted.length);
        if (range) this.ranges.push(range);
        at = this.folded.indexOf(wanted, at + wanted.length);
      }
    }
    this.paint(null);
  }

  /* null where the words are not drawn: blanks between paragraphs. */
  range(start, end) {
    const first = this.nodes[indexBefore(this.nodes, start)];
    const last = this.nodes[indexBefore(this.nodes, end - 1)];
    if (!first || !last || start - first.start >= first.node.length || end - last.start > last.node.length) return null;
    const range = new StaticRange({
      startContainer: first.node,
      startOffset: start - first.start,
      endContainer: last.node,
      endOffset: end - last.start,
    });
    return Object.assign(range, { start });
  }

  show(index) {
    this.paint(this.ranges[index]);
    return this.ranges[index];
  }

  paint(current) {
    if (!globalThis.CSS?.highlights) return;
    CSS.highlights.delete(HIT);
    CSS.highlights.delete(CURRENT_HIT);
    const others = this.ranges.filter((range) => range !== current);
    if (others.length) CSS.highlights.set(HIT, highlight(others));
    if (current) CSS.highlights.set(CURRENT_HIT, new Highlight(current));
  }

  clear() {
    this.ranges = [];
    this.paint(null);
  }
}
