/* Moving inside a box that scrolls. Put before reader.js: together they are one module. */

const SETTLE_FRAMES = 3;
const START_GAP = 8; // px above what was jumped to
const BOTTOM_GAP = 44;

/* What is far away has an estimated height: it is laid out only when the first move has brought it near, a frame later,
   so the move is made again. */
function settle(move, frames = SETTLE_FRAMES) {
  move();
  if (frames) requestAnimationFrame(() => settle(move, frames - 1));
}

/* Scroll `box` alone, not what stands round it, until `place`, a rectangle, is at its start or in its middle. */
function bringTo(box, place, where) {
  const frame = box.getBoundingClientRect();
  const spare = where === "start" ? START_GAP : Math.max(START_GAP, (frame.height - place.height) / 2);
  box.scrollTop += place.top - frame.top - spare;
}

/* Fill what the page leaves below the controls above. */
function fillPage(root) {
  let box = root.getRootNode().host;
  const { top } = root.getBoundingClientRect();
  while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  const above = top + (box ? box.scrollTop : 0);
  root.style.height = `calc(100vh - ${Math.round(above + BOTTOM_GAP)}px)`;
}
