/* The bar above the text: legend and switches, pages, search, place in the sequence. Put before reader.js: together they
   are one module. */

const TYPING_PAUSE = 150; // ms after the last key before the text is searched

class Bar {
  /* `acts` is told of `toggle(name, shown)`, `find()`, `step(direction)` and `page(index)`. */
  constructor(data, off, acts) {
    this.data = data;
    this.off = off;
    this.acts = acts;
    this.element = make("div", "bar");
    this.counter = make("span", "counter");
    this.counter.setAttribute("aria-live", "polite");
    const find = make("div", "find");
    find.append(
      this.drawPages(),
      this.drawSearch(),
      this.stepButton("‹", data.words.previous, -1),
      this.counter,
      this.stepButton("›", data.words.next, 1),
    );
    this.element.append(this.drawChips(), find);
  }

  /* Forget that somebody is typing: no search follows by itself. */
  still() {
    window.clearTimeout(this.typing);
  }

  get query() {
    return this.search.value;
  }

  set query(words) {
    this.still();
    this.search.value = words;
  }

  drawChips() {
    const { words, roles } = this.data;
    const chips = make("div", "chips");
    chips.setAttribute("role", "group");
    chips.setAttribute("aria-label", words.legend);
    for (const role of roles) chips.append(this.drawChip(role));
    return chips;
  }

  drawChip(role) {
    const chip = make("button", "chip");
    chip.type = "button";
    chip.title = this.data.words.toggle;
    chip.setAttribute("aria-pressed", String(!this.off.has(role.name)));
    chip.dataset.role = role.name;
    chip.append(make("span", `role ${role.name}`, role.label), make("span", "number", String(role.count)));
    chip.onclick = () => {
      const shown = this.off.delete(role.name);
      if (!shown) this.off.add(role.name);
      chip.setAttribute("aria-pressed", String(shown));
      this.acts.toggle(role.name, shown);
    };
    return chip;
  }

  drawSearch() {
    const { words, query } = this.data;
    this.search = make("input", "search");
    this.search.type = "search";
    this.search.placeholder = words.search;
    this.search.setAttribute("aria-label", words.search);
    this.search.value = query;
    this.search.oninput = () => {
      this.still();
      this.typing = window.setTimeout(() => this.acts.find(), TYPING_PAUSE);
    };
    return this.search;
  }

  stepButton(sign, label, direction) {
    const button = make("button", "step", sign);
    button.type = "button";
    button.title = label;
    button.setAttribute("aria-label", label);
    button.onclick = () => this.acts.step(direction);
    return button;
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
    this.pages.onchange = () => this.acts.page(Number(this.pages.value));
    return this.pages;
  }

  showPage(index) {
    if (index >= 0) this.pages.value = String(index);
  }

  /* Say which of `total` places is looked at; n is 0 where none is. */
  count(n, total) {
    const { words } = this.data;
    if (this.query && !total) this.counter.textContent = words.nothing;
    else this.counter.textContent = fill(n || this.query ? words.place : words.total, { n, total });
  }
}
