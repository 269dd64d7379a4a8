// Gestures and keys for the timeline. The module owns no state: it follows links that are on the page, or
// fills the form and submits it. Everything it does has a link or a button that works without it.

import keys from "./keys.js";

const DRAWINGS = "#strip, #lanes";
const one = (selector) => document.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const make = (name, properties) => Object.assign(document.createElement(name), properties);
// Pages in another language than English carry the words of the script.
const spoken = JSON.parse(document.body.dataset.words ?? "{}");
const t = (words) => spoken[words] ?? words;
const between = (low, value, high) => Math.min(Math.max(value, low), high);

// ---- keys: the table in keys.js is also the help ----

const singleKeys = document.body.dataset.keys !== "off";
let prefix = "";

const ACTIONS = {
  help: showKeys,
  close,
  copy: () => copyLink(),
  follow: ({ target }) => one(target)?.click(),
  focus: ({ target }) => focusOn(one(target)),
  rove: ({ by }) => rove(document.activeElement.closest(DRAWINGS), by),
  bar: ({ by }) => rove(one("#strip"), by),
  step: ({ by }) => step(by),
  evidence: () => document.activeElement?.closest("#list li")?.querySelector(".meta a")?.click(),
  menu: ({ target }) => {
    const menu = one(target);
    menu.open = true;
    (menu.querySelector("ul a") ?? menu.querySelector("summary")).focus();
  },
};

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const typing = target.closest("input, select, textarea") && key !== "Escape";
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const pressed = prefix + key;
  const inside = target.closest(DRAWINGS);
  const row = keys.find((row) =>
    row.action && row.keys.includes(pressed) && one(row.target) && (row.graphic ? inside : row.always || singleKeys));
  prefix = !row && singleKeys && keys.some((row) => row.keys[0].startsWith(`${key} `)) ? `${key} ` : "";
  if (!row) return;
  if (!row.always) event.preventDefault();
  ACTIONS[row.action](row);
});

function focusOn(found) {
  found?.focus();
  found?.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const links = all("#list h3 a");
  const here = links.indexOf(document.activeElement?.closest("li")?.querySelector("h3 a"));
  focusOn(links[between(0, here + by, links.length - 1)]);
}

// Each drawing is one stop of the Tab key, the keys above move inside it; what needs the module shows.
function prepare() {
  for (const control of all("[data-script]")) control.hidden = false;
  for (const drawing of all(DRAWINGS)) oneStop(drawing);
}

function oneStop(drawing) {
  all("a", drawing).forEach((link, index) => {
    const stop = index ? "-1" : "0";
    if (link.getAttribute("tabindex") !== stop) link.setAttribute("tabindex", stop);
  });
}

function rove(drawing, by) {
  const links = all("a", drawing);
  const here = links.findIndex((link) => link.tabIndex === 0);
  const inside = drawing.contains(document.activeElement);
  const next = links[between(0, inside ? here + by : here, links.length - 1)];
  if (!next) return;
  links[here]?.setAttribute("tabindex", -1);
  next.setAttribute("tabindex", 0);
  next.focus();
}

function showKeys() {
  const dialog = one("#keys") ?? document.body.appendChild(make("dialog", { id: "keys" }));
  dialog.setAttribute("aria-label", t("Keys"));
  const live = keys.filter(({ target }) => one(target));
  const list = make("dl", { className: "keys" });
  for (const row of live) {
    const names = make("dt", {});
    names.append(...row.keys.map((key) => make("kbd", { textContent: NAMES[key] ?? key })));
    list.append(names, make("dd", { textContent: t(row.words) }));
  }
  const head = make("h2", { textContent: t("Keys on this page") });
  const more = make("a", { href: "/help/keys/", textContent: t("All keys, and how to switch them off") });
  const shut = make("button", { textContent: t("Close"), autofocus: true });
  shut.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(head, list, more, shut);
  if (!dialog.open) dialog.showModal();
}

const NAMES = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };

// ---- menus, links inside drawings, the link to the view ----

function closeMenus(except) {
  for (const menu of all("details.menu[open]")) if (!menu.contains(except)) menu.open = false;
}

function close() {
  const menu = document.activeElement?.closest("details.menu[open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
  waiting?.request.abort();
}

// htmx doesn't boost links inside drawings; these lead to the same views as those beside them.
function swapDrawnLink(event) {
  const link = event.target.closest?.("svg a");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || !one("#view") || !link.getAttribute("href").startsWith("/timeline/")) return;
  event.preventDefault();
  request(link.getAttribute("href"), link);
}

function request(address, source) {
  htmx.ajax("GET", address, { source, target: "#view", swap: "outerMorph show:none" });
}

async function copyLink() {
  const field = one("#link");
  one("#share-menu").open = true;
  field.value = location.href;
  field.select();
  await navigator.clipboard?.writeText(field.value).catch(() => {});
  one("#copied").textContent = t("Copied");
}

document.addEventListener("click", (event) => {
  closeMenus(event.target);
  if (event.target.closest?.("#copy")) copyLink();
  swapDrawnLink(event);
});

// ---- waiting, failing ----

const SLOW = 8000;
let waiting = null;
let slow = 0;

document.addEventListener("htmx:before:request", ({ detail }) => {
  waiting = detail.ctx;
  clearTimeout(slow);
  slow = setTimeout(() => say(t("The server is slow to answer. Esc stops waiting.")), SLOW);
  document.documentElement.classList.add("waiting");
  one("#view")?.setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:after:request", (event) => {
  const { response, text, request } = event.detail.ctx;
  if (response.status < 500) return say("");
  event.preventDefault();
  const told = text.length < 300 && !text.includes("<") ? text : t("Something broke on our side. What you see is unchanged.");
  say(told, request.action);
});

document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx?.status?.startsWith("error")) {
    say(t("The server can’t be reached. What you see is unchanged."), detail.ctx.request?.action);
  }
});

document.addEventListener("htmx:finally:request", ({ detail }) => {
  if (detail.ctx !== waiting) return;
  waiting = null;
  clearTimeout(slow);
  document.documentElement.classList.remove("waiting");
  one("#view")?.removeAttribute("aria-busy");
  resetPreview();
});

function say(message, again = "") {
  const alert = one("#alert");
  if (!alert || (!message && !alert.firstChild)) return;
  const parts = message ? [message] : [];
  if (message && again) parts.push(" ", make("a", { href: again, textContent: t("Try again") }));
  alert.replaceChildren(...parts);
}

// The drawings are put in whole: comparing their nodes one by one costs more than drawing them. One that holds
// the focus is compared, so that the focus stays; a strip whose bars are the same gets the new window alone.
htmx.registerExtension("drawings", {
  htmx_before_morph_node(old, { newNode }) {
    if (!old.matches?.(DRAWINGS) || old.contains(document.activeElement)) return true;
    if (old.dataset.bars && old.dataset.bars === newNode.dataset.bars) {
      one("#brush").replaceWith(newNode.querySelector("#brush"));
      return false;
    }
    for (const { name, value } of newNode.attributes) old.setAttribute(name, value);
    oneStop(newNode);
    old.replaceChildren(...newNode.childNodes);
    return false;
  },
});

document.addEventListener("htmx:after:swap", () => {
  prepare();
  joinGroups();
});

// More rows may go on with the heading that the list already ends or begins with.
function joinGroups() {
  const groups = all("#list > .month");
  for (const [index, group] of groups.entries()) {
    const before = groups[index - 1];
    if (!before || before.dataset.group !== group.dataset.group) continue;
    group.querySelector("ol").prepend(...before.querySelector("ol").children);
    before.remove();
  }
}

// ---- the range: drawing on the strip, dragging the axis, Ctrl and the wheel ----

const DAY = 86400;
const YEAR = 365 * DAY;
const THRESHOLD = 6;
const GRIP = 12;
let drag = null;

document.addEventListener("pointerdown", (event) => {
  const strip = event.target.closest?.("#strip");
  const axis = event.target.closest?.("#axis");
  if (event.button !== 0 || !one("#view") || !(strip || axis)) return;
  const drawing = strip ?? axis.closest("svg");
  drag = { drawing, kind: axis ? "pan" : grip(strip, event.clientX), from: event.clientX, to: event.clientX };
});

document.addEventListener("pointermove", (event) => {
  if (!drag || (!drag.moved && Math.abs(event.clientX - drag.from) < THRESHOLD)) return;
  drag.moved = true;
  drag.to = event.clientX;
  if (drag.kind === "pan") preview(`translateX(${drag.to - drag.from}px)`);
  else drawBrush(...brushed());
});

document.addEventListener("pointerup", () => {
  if (drag?.moved) {
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 0);
    if (drag.kind === "pan") pan(drag.drawing, (drag.from - drag.to) / width(drag.drawing));
    else ask(...times(drag.drawing, ...brushed()));
  }
  drag = null;
});

document.addEventListener("pointercancel", () => {
  drag = null;
  resetPreview();
});

// Links are draggable by nature; inside a drawing a drag means the range.
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.(DRAWINGS)) event.preventDefault();
});

const width = (drawing) => drawing.getBoundingClientRect().width;
const share = (drawing, x) => between(0, (x - drawing.getBoundingClientRect().left) / width(drawing), 1);
const bounds = ({ dataset }) => [Number(dataset.begins), Number(dataset.ends)];

function times(drawing, left, right) {
  const [begins, ends] = bounds(drawing);
  return [begins + left * (ends - begins), begins + right * (ends - begins)];
}

// What a press on the strip takes hold of: an end of the window, the window itself, or nothing yet.
function grip(strip, x) {
  const shape = strip.querySelector(".win");
  if (!shape) return "new";
  const [left, right] = brush(shape).map((at) => at * width(strip) + strip.getBoundingClientRect().left);
  if (Math.abs(x - left) <= GRIP) return "left";
  if (Math.abs(x - right) <= GRIP) return "right";
  return left < x && x < right ? "move" : "new";
}

function brush(shape) {
  const left = Number(shape.dataset.x ?? shape.getAttribute("x"));
  return [left / 1000, (left + Number(shape.dataset.width ?? shape.getAttribute("width"))) / 1000];
}

function brushed() {
  const { drawing, kind, from, to } = drag;
  const [here, there] = [share(drawing, from), share(drawing, to)];
  const shape = drawing.querySelector(".win");
  if (kind === "new" || !shape) return [here, there].sort((a, b) => a - b);
  shape.dataset.x ??= shape.getAttribute("x");
  shape.dataset.width ??= shape.getAttribute("width");
  const [left, right] = brush(shape);
  if (kind === "move") return [left + there - here, right + there - here];
  return (kind === "left" ? [there, right] : [left, there]).sort((a, b) => a - b);
}

function drawBrush(left, right) {
  const shape = drag.drawing.querySelector(".win");
  shape?.setAttribute("x", 1000 * left);
  shape?.setAttribute("width", Math.max(1000 * (right - left), 2));
}

function pan(drawing, by) {
  const [begins, ends] = bounds(drawing);
  ask(begins + by * (ends - begins), ends + by * (ends - begins));
}

function preview(transform, origin = "0") {
  const drawing = one("#lanes");
  if (!drawing) return;
  drawing.style.transformOrigin = origin;
  drawing.style.transform = transform;
}

function resetPreview() {
  preview("");
}

// The plain wheel scrolls the page; with Ctrl or ⌘ it zooms around the pointer.
const SETTLED = 180;
const PAUSE = 6000;
let wheel = null;
let wheeled = -PAUSE;
let goesOn = false;

document.addEventListener("wheel", (event) => {
  const drawing = event.target.closest?.(DRAWINGS);
  if (!drawing || !(event.ctrlKey || event.metaKey) || !one("#view")) return;
  event.preventDefault();
  wheel ??= { drawing, at: share(drawing, event.clientX), factor: 1 };
  wheel.factor = between(1 / 64, wheel.factor * 1.0025 ** between(-200, event.deltaY, 200), 64);
  if (drawing.id === "lanes") preview(`scaleX(${1 / wheel.factor})`, `${100 * wheel.at}%`);
  clearTimeout(wheel.timer);
  wheel.timer = setTimeout(zoomByWheel, SETTLED);
}, { passive: false });

// The first turn makes an entry in the history; those that follow at once take its place.
document.addEventListener("htmx:config:request", ({ detail }) => {
  if (goesOn) detail.ctx.request.headers["X-Goes-On"] = "wheel";
  goesOn = false;
});

function zoomByWheel() {
  const { drawing, at, factor } = wheel;
  wheel = null;
  goesOn = performance.now() - wheeled < PAUSE;
  wheeled = performance.now();
  const strip = drawing.id === "strip";
  const [begins, ends] = bounds(strip ? one("#lanes") ?? drawing : drawing);
  const centre = strip ? times(drawing, at, at)[0] : begins + at * (ends - begins);
  const part = strip ? 0.5 : at;
  ask(centre - part * factor * (ends - begins), centre + (1 - part) * factor * (ends - begins));
}

function ask(begins, ends) {
  const unit = unitFor(ends - begins);
  const first = nearest(begins, unit);
  one("input[name=from]").value = written(first, unit);
  one("input[name=to]").value = written(Math.max(nearest(ends, unit), following(first, unit)) - 60, unit);
  one("#q").requestSubmit();
}

function swallow(event) {
  event.preventDefault();
  event.stopPropagation();
}

// ---- the calendar, right for any year that EDTF can write (Date isn't used: it knows time zones) ----

const LENGTHS = { hour: 3600, day: DAY, month: 30 * DAY, year: YEAR };

function unitFor(span) {
  if (span < DAY) return "hour";
  return span > 4 * YEAR ? "year" : span > YEAR / 4 ? "month" : "day";
}

function nearest(seconds, unit) {
  const middle = seconds + LENGTHS[unit] / 2;
  if (unit === "hour" || unit === "day") return Math.floor(middle / LENGTHS[unit]) * LENGTHS[unit];
  const [year, month] = civil(Math.floor(middle / DAY));
  return days(year, unit === "year" ? 1 : month) * DAY;
}

function following(seconds, unit) {
  return nearest(seconds + LENGTHS[unit] + DAY * (unit === "month" || unit === "year"), unit);
}

function written(seconds, unit) {
  const day = Math.floor(seconds / DAY);
  const parts = civil(day).slice(0, { year: 1, month: 2 }[unit] ?? 3);
  const sign = parts[0] < 0 ? "-" : "";
  const date = [sign + String(Math.abs(parts[0])).padStart(4, "0"), ...parts.slice(1).map(two)].join("-");
  if (unit !== "hour") return date;
  const minutes = Math.floor((seconds - day * DAY) / 60);
  return `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;
}

function two(number) {
  return String(number).padStart(2, "0");
}

// Days from 1970 to year, month and day, and back: the usual arithmetic over eras of 400 years from March.
function civil(given) {
  const z = given + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return [yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - Math.floor((153 * mp + 2) / 5) + 1];
}

function days(year, month) {
  const y = year - (month <= 2 ? 1 : 0);
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5);
  return era * 146097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719468;
}

prepare();
