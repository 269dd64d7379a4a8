// Gestures for the timeline. The module owns no state: it follows links that are on the page, or
// fills the form and submits it. Everything it does has a link or a button that works without it.

const KEYS = {
  "+": () => follow("#zin"),
  "=": () => follow("#zin"),
  "-": () => follow("#zout"),
  0: () => follow("#fit"),
  "/": () => focusOn("input[type=search]"),
  f: () => focusOn("#facets a"),
  j: () => step(1),
  k: () => step(-1),
  e: () => document.activeElement?.closest("#list li")?.querySelector(".meta a")?.click(),
};
const GRAPHIC_KEYS = {
  ArrowLeft: () => follow("#pleft"),
  ArrowRight: () => follow("#pright"),
  ArrowUp: () => rove(-1),
  ArrowDown: () => rove(1),
  "[": () => rove(-1),
  "]": () => rove(1),
  Home: () => rove(-Infinity),
  End: () => rove(Infinity),
};
const DRAWINGS = "#strip, #lanes";

const one = (selector) => document.querySelector(selector);

function follow(selector) {
  one(selector)?.click();
}

function focusOn(selector) {
  const found = one(selector);
  found?.focus();
  found?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const links = [...document.querySelectorAll("#list h3 a")];
  const here = links.indexOf(document.activeElement?.closest("li")?.querySelector("h3 a"));
  links[Math.min(Math.max(here + by, 0), links.length - 1)]?.focus();
}

// Each drawing is one stop of the Tab key; the keys above move inside it.
function setStops() {
  for (const drawing of document.querySelectorAll(DRAWINGS)) {
    drawing.querySelectorAll("a").forEach((link, index) => link.setAttribute("tabindex", index ? -1 : 0));
  }
}

function rove(by) {
  const links = [...document.activeElement.closest(DRAWINGS).querySelectorAll("a")];
  const here = links.indexOf(document.activeElement);
  const next = links[Math.min(Math.max(here + by, 0), links.length - 1)];
  links[here].setAttribute("tabindex", -1);
  next.setAttribute("tabindex", 0);
  next.focus();
}

setStops();
document.addEventListener("htmx:after:swap", setStops);

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
}

// htmx doesn't boost links inside drawings; these lead to the same views as those beside them.
function swapDrawnLink(event) {
  const link = event.target.closest?.("svg a");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || !one("#view") || !link.getAttribute("href").startsWith("/timeline/")) return;
  event.preventDefault();
  htmx.ajax("GET", link.getAttribute("href"), { source: link, target: "#view", swap: "outerMorph show:none" });
}

document.addEventListener("click", (event) => {
  closeMenus(event.target);
  swapDrawnLink(event);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  const action = (event.target.closest(DRAWINGS) && GRAPHIC_KEYS[event.key]) || KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

// Drawing a range on the strip: pointer moves draw, the release fills From and To and submits the form.
// A press that hardly moves stays a click on the bar under it.
const THRESHOLD = 6;
const PARTS = { day: 3, week: 3, month: 2, quarter: 2 };
let brush = null;

document.addEventListener("pointerdown", (event) => {
  const strip = event.target.closest?.("#strip");
  if (strip && event.button === 0 && event.pointerType !== "touch" && one("#view")) brush = { strip, from: event.clientX };
});

document.addEventListener("pointermove", (event) => {
  if (!brush || (!brush.drawn && Math.abs(event.clientX - brush.from) < THRESHOLD)) return;
  brush.drawn = true;
  brush.to = event.clientX;
  const [left, right] = brushed();
  const shape = brush.strip.querySelector(".win");
  shape?.setAttribute("x", 1000 * left);
  shape?.setAttribute("width", Math.max(1000 * (right - left), 2));
});

document.addEventListener("pointerup", () => {
  const ended = brush?.drawn;
  if (ended) {
    const [left, right] = brushed();
    const { begins, ends, unit } = brush.strip.dataset;
    const day = (share) => isoDay(Number(begins) + share * (Number(ends) - Number(begins)), PARTS[unit] ?? 1);
    one("input[name=from]").value = day(left);
    one("input[name=to]").value = day(right);
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0);
    one("#q").requestSubmit();
  }
  brush = null;
});

// Links are draggable by nature; inside the strip a drag means the brush.
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("#strip")) event.preventDefault();
});

function brushed() {
  const box = brush.strip.getBoundingClientRect();
  const share = (x) => Math.min(Math.max((x - box.left) / box.width, 0), 1);
  return [share(brush.from), share(brush.to)].sort((a, b) => a - b);
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

// Days from 1970 to year, month and day, as many of them as asked for; right for any year EDTF can write.
function isoDay(days, parts) {
  const z = Math.floor(days) + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const two = (number) => String(number).padStart(2, "0");
  const sign = year < 0 ? "-" : "";
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  return [sign + String(Math.abs(year)).padStart(4, "0"), two(month), two(day)].slice(0, parts).join("-");
}
