// Draws data.tree with createElement and text nodes only: nothing in it is ever read as HTML.
const TAGS = new Set(["div", "span", "p", "mark", "button", "a", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "section", "i"]);
const OWN_ADDRESS = /^(\.\/|[a-z_]+)(\?[^\s]*)?$/;
const states = new WeakMap();

function draw(node, send) {
  if (typeof node === "string") return document.createTextNode(node);
  if (!TAGS.has(node.tag)) return document.createTextNode("");
  const element = document.createElement(node.tag);
  if (node.class) element.className = node.class;
  if (node.title) element.title = node.title;
  if (node.label) element.setAttribute("aria-label", node.label);
  if (node.name) element.dataset.name = node.name;
  if (Number.isInteger(node.base)) element.dataset.base = String(node.base);
  if (typeof node.size === "number") element.style.setProperty("--size", `${node.size}%`);
  if (typeof node.at === "number") element.style.setProperty("--at", `${node.at}%`);
  if (node.href && OWN_ADDRESS.test(node.href)) element.href = node.href;
  if (node.selected) {
    element.classList.add("selected");
    element.setAttribute("aria-current", "true");
  }
  if (node.go !== undefined) act(element, node, send);
  for (const child of node.children ?? []) element.appendChild(draw(child, send));
  return element;
}

function act(element, node, send) {
  element.classList.add("go");
  if (!["BUTTON", "A"].includes(element.tagName)) {
    element.tabIndex = 0;
    element.setAttribute("role", "button");
  }
  const tell = (event) => {
    event.stopPropagation();
    if (element.href && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    send(node.go);
  };
  element.onclick = tell;
  element.onkeydown = (event) => {
    if (event.target === element && (event.key === "Enter" || event.key === " ")) tell(event);
  };
}

function walk(root, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const list = step && event.target.closest?.(".keys");
  if (!list) return;
  const rows = [...list.querySelectorAll(".row.go")];
  const here = rows.findIndex((row) => row === event.target || row.contains(event.target));
  const from = here >= 0 ? here : rows.findIndex((row) => row.classList.contains("selected"));
  const next = rows[from + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.click();
}

function remember(root) {
  const scrolled = {};
  for (const element of root.querySelectorAll("[data-name]")) {
    if (element.scrollTop) scrolled[element.dataset.name] = element.scrollTop;
  }
  const focused = root.getRootNode().activeElement ?? document.activeElement;
  const holder = focused && root.contains(focused) ? focused.closest("[data-name]") : null;
  return { scrolled, focus: holder && holder === focused ? holder.dataset.name : null };
}

function restore(root, kept) {
  for (const element of root.querySelectorAll("[data-name]")) {
    const name = element.dataset.name;
    if (kept.scrolled[name]) element.scrollTop = kept.scrolled[name];
    if (kept.focus === name) element.focus({ preventScroll: true });
  }
}

function bring(row) {
  const box = row?.closest(".scroll");
  if (!box) return;
  const top = row.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (top < 0 || top > box.clientHeight - row.offsetHeight) box.scrollTop += top - box.clientHeight / 3;
}

function intoView(root) {
  bring(root.querySelector(".scroll .selected"));
  follow(root);
}

// In a box that follows, what is looked at is brought into view whenever it is drawn.
function follow(root) {
  for (const box of root.querySelectorAll(".follow")) bring(box.querySelector(".selected, mark.focus"));
}

// Keys and marking stand in keys.js and marking.js, which are put before this: together they are one module.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let state = states.get(parentElement);
  if (!state) {
    const root = document.createElement("div");
    root.className = "pane";
    parentElement.appendChild(root);
    state = { root, clicks: 0, drawn: null, background: null, keys: new Keys(root), marking: new Marking(root) };
    root.addEventListener("keydown", (event) => walk(root, event));
    states.set(parentElement, state);
  }
  const { root } = state;
  const send = (go) => {
    setTriggerValue("go", { go, click: ++state.clicks });
    return state.clicks;
  };
  state.clicks = Math.max(state.clicks, data.heard ?? 0);
  state.keys.show(data.keys ?? null, data.heard ?? 0, send);
  state.marking.show(data.marking ?? [], send);
  // Colours that Python puts into charts and pictures stay old when the theme changes: ask for a run.
  const background = getComputedStyle(root).getPropertyValue("--st-background-color");
  if (state.background && background !== state.background) setTriggerValue("go", { go: { theme: true }, click: ++state.clicks });
  state.background = background;
  const tree = JSON.stringify(data.tree);
  if (tree !== state.drawn) {
    const first = state.drawn === null;
    const kept = remember(root);
    root.replaceChildren(draw(data.tree, send));
    state.drawn = tree;
    if (first) requestAnimationFrame(() => intoView(root));
    else {
      restore(root, kept);
      follow(root);
    }
  }
  state.keys.drawn();
  return () => {
    state.keys.close();
    state.marking.close();
    states.delete(parentElement);
    root.remove();
  };
}
