// Keys of a page (data.keys: a key's name to what it asks for).
const TYPING = "input, textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=dialog]";
const PRESSED = "button, a, summary, [role=button], [role=radio], [role=tab]";
const PATIENCE = 5000; // ms after which an answer is no longer waited for

/* A key means the row that is shown: while one is on its way the next ones wait for the answer, so that none is lost and
   none hits the row before. */
class Keys {
  constructor(root) {
    this.root = root;
    this.map = null;
    this.queue = [];
    this.sent = 0;
    this.heard = 0;
    this.onKey = (event) => this.press(event);
    document.addEventListener("keydown", this.onKey, true);
  }

  show(map, heard, send) {
    this.map = map;
    this.heard = heard;
    this.send = send;
  }

  close() {
    document.removeEventListener("keydown", this.onKey, true);
  }

  press(event) {
    if (!this.map || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!Object.hasOwn(this.map, name)) return;
    const target = event.composedPath()[0];
    if (target.closest?.(TYPING) || document.querySelector("[role=dialog]")) return;
    const own = target.closest?.(".row.go") && this.root.contains(target);
    if (name.length > 1 && !own && (target.closest?.(PRESSED) || !this.mine(target))) return;
    event.preventDefault();
    event.stopPropagation();
    this.queue.push(name);
    this.next();
  }

  mine(target) {
    return target === document.body || this.root.contains(target);
  }

  get waiting() {
    return this.sent > this.heard && performance.now() - this.at < PATIENCE;
  }

  next() {
    while (this.queue.length && !this.waiting) {
      const go = this.map?.[this.queue.shift()];
      if (go === null || go === undefined) continue;
      this.at = performance.now();
      this.sent = this.send(go);
      this.root.classList.add("waiting");
    }
  }

  drawn() {
    if (this.waiting) return;
    this.root.classList.remove("waiting");
    this.next();
  }
}
