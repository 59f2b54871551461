/* The outline, and the list box that stands for it in a narrow window. Put before reader.js: together they are one
   module. */

class Outline {
  /* `goTo` is called with the index of the entry that was chosen. */
  constructor(data, goTo) {
    this.element = make("nav", "outline");
    this.picker = make("select", "picker");
    for (const one of [this.element, this.picker]) one.setAttribute("aria-label", data.words.outline);
    data.outline.forEach((entry, index) => {
      const row = make("button", `entry level${Math.min(entry.level, 3)}`);
      row.type = "button";
      row.append(make("span", "heading", entry.heading), make("span", "note", entry.note));
      row.onclick = () => goTo(index);
      this.element.append(row);
      const option = make("option", "", "\u3000".repeat(entry.level - 1) + entry.heading);
      option.value = String(index);
      this.picker.append(option);
    });
    this.picker.hidden = data.outline.length === 0;
    this.picker.onchange = () => goTo(Number(this.picker.value));
  }

  /* Show the entry `index` as the one in view; null: before the first. */
  show(index) {
    [...this.element.children].forEach((row, i) => {
      row.classList.toggle("current", i === index);
      if (i === index) row.setAttribute("aria-current", "location");
      else row.removeAttribute("aria-current");
    });
    const current = this.element.children[index];
    if (current) {
      const top = current.offsetTop - this.element.offsetTop;
      const { scrollTop, clientHeight } = this.element;
      if (top < scrollTop || top + current.offsetHeight > scrollTop + clientHeight) {
        this.element.scrollTop = top - clientHeight / 3;
      }
    }
    if (index !== null) this.picker.value = String(index);
  }
}
