/* The metrics beside the text, grouped by section. Put before reader.js: together they are one module. */

const CHUNK_ROWS = 40; // rows of metrics that the browser lays out at once
const HEAD = 36; // px that the head of a group covers

class Metrics {
  /* `choose` is called with the mark whose row was clicked. */
  constructor(data, choose) {
    this.data = data;
    this.choose = choose;
    this.groups = [];
    this.element = make("aside", "metrics");
    this.element.setAttribute("aria-label", data.words.metrics);
  }

  /* Draw the rows of `marks`; each mark gets its `row`. */
  draw(marks, focused) {
    const { words, outline } = this.data;
    this.groups = [];
    let rows = null;
    for (const mark of marks) {
      if (this.groups.at(-1)?.section !== mark.section) {
        const group = make("section", "group");
        group.append(make("h5", "head", mark.section < 0 ? words.before : outline[mark.section].heading));
        this.groups.push({ section: mark.section, element: group });
        rows = null;
      }
      if (!rows || rows.childElementCount === CHUNK_ROWS) {
        rows = make("div", "rows");
        this.groups.at(-1).element.append(rows);
      }
      rows.append(this.row(mark, mark === focused));
    }
    const list = this.groups.map((group) => group.element);
    this.element.replaceChildren(...(list.length ? list : [make("p", "empty", words.none)]));
  }

  row(mark, current) {
    const row = make("button", "row");
    row.type = "button";
    const line = make("span", "line");
    line.append(make("span", "indicator", mark.indicator), make("span", `role ${mark.role} value`, mark.value));
    row.append(line, make("span", "note", mark.note));
    row.onclick = () => this.choose(mark);
    row.classList.toggle("current", current);
    mark.row = row;
    return row;
  }

  /* Bring the metrics of a section to the top; where it has none, those that follow. null: before the first heading. */
  showSection(index) {
    const section = index ?? -1;
    const group = this.groups.find((one) => one.section >= section);
    for (const one of this.groups) one.element.classList.toggle("current", one.section === section);
    if (group) settle(() => (this.element.scrollTop = group.element.offsetTop - this.element.offsetTop));
  }

  showRow(row) {
    settle(() => {
      const above = row.getBoundingClientRect().top - this.element.getBoundingClientRect().top;
      if (above < HEAD || above > this.element.clientHeight - row.offsetHeight) {
        this.element.scrollTop += above - this.element.clientHeight / 2;
      }
    });
  }
}
