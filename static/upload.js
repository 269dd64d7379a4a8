// The upload page: files are dropped or chosen, listed, and sent one by one with a count of their bytes.
// The list of files is that of the file field; without this module the form sends them all at once.

const form = document.querySelector("#upload");
const field = form.elements.files;
const list = form.querySelector("#chosen");
const zone = form.querySelector(".drop");
const bar = form.querySelector("progress");
const status = form.querySelector("#sent");
const button = form.querySelector("button.main");
const words = form.dataset;
const TRIES = 3;
let sending = false;

const make = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};
const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function size(bytes) {
  const unit = bytes < 1e6 ? ["kB", 1e3] : ["MB", 1e6];
  bytes = Math.max(bytes, Math.min(bytes * 1e3, 100));
  return `${(bytes / unit[1]).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${unit[0]}`;
}

// ---- choosing ----

function choose(files) {
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  field.files = chosen.files;
  show();
}

function add(files) {
  const known = new Set([...field.files].map((file) => `${file.name} ${file.size} ${file.lastModified}`));
  choose([...field.files, ...[...files].filter((file) => !known.has(`${file.name} ${file.size} ${file.lastModified}`))]);
}

function show() {
  list.replaceChildren(...[...field.files].map(row));
  const bytes = [...field.files].reduce((sum, file) => sum + file.size, 0);
  const number = field.files.length;
  status.textContent = number ? fill(number === 1 ? words.chosenOne : words.chosen, { number, size: size(bytes) }) : "";
}

function row(file, index) {
  const state = make("span", { className: "quiet", textContent: size(file.size) });
  const remove = make("button", { type: "button", className: "remove", textContent: words.remove });
  remove.setAttribute("aria-label", fill(words.removeFile, { name: file.name }));
  remove.addEventListener("click", () => {
    choose([...field.files].filter((_, other) => other !== index));
    (list.querySelectorAll("button")[index] ?? list.querySelector("button:last-of-type") ?? field).focus();
  });
  return make("li", {}, make("bdi", { textContent: file.name }), state, remove);
}

// A dropped folder is gone through; the browser hands out its entries a hundred at a time.
async function filesIn(entry) {
  if (entry.isFile) return [await new Promise((done, fail) => entry.file(done, fail))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return (await Promise.all(found.map(filesIn))).flat();
    found.push(...some.filter((one) => !one.name.startsWith(".")));
  }
}

async function drop(event) {
  event.preventDefault();
  zone.classList.remove("over");
  if (sending) return;
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  add(entries.length ? (await Promise.all(entries.map(filesIn))).flat() : event.dataTransfer.files);
}

// A file field that is used again forgets what it held: the former files are kept beside it.
let kept = [];
field.addEventListener("click", () => { kept = [...field.files]; });
field.addEventListener("change", () => {
  const chosen = [...field.files];
  choose(kept);
  kept = [];
  add(chosen);
});
zone.addEventListener("dragover", (event) => {
  event.preventDefault();
  zone.classList.add("over");
});
zone.addEventListener("dragleave", () => zone.classList.remove("over"));
zone.addEventListener("drop", drop);

// ---- sending ----

form.addEventListener("submit", (event) => {
  if (!field.files.length) return;
  event.preventDefault();
  if (!sending) sendAll();
});

// Until the last file is stored, leaving would lose those that are not sent yet.
addEventListener("beforeunload", (event) => {
  if (sending) event.preventDefault();
});

async function sendAll() {
  const files = [...field.files];
  if (files.length > Number(words.files)) {
    status.textContent = words.tooMany;
    return;
  }
  const rows = [...list.children];
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const upload = { key: randomKey(), parts: files.length + Number(hasMore()), total, done: 0, job: null };
  const failed = [];
  busy(true);
  if (hasMore()) await sendPart(upload, files.length, null, () => {}).catch((error) => failed.push(error.message));
  for (const [index, file] of files.entries()) {
    const state = rows[index].querySelector("span");
    try {
      await sendPart(upload, index, file, (bytes) => tell(upload, index, files.length, bytes));
      state.textContent = words.stored;
      rows[index].className = "stored";
    } catch (error) {
      state.textContent = error.message;
      rows[index].className = "failed";
      failed.push(file);
    }
    upload.done += file.size;
    tell(upload, index + 1, files.length, 0);
  }
  busy(false);
  if (!failed.length) location.assign(upload.job);
  else leave(upload, failed);
}

// What could not be sent stays in the list, with the reason; the button sends it again.
function leave(upload, failed) {
  const kept = [...list.children].filter((row) => row.className === "failed");
  choose(failed.filter((one) => one instanceof File));
  for (const [index, row] of [...list.children].entries()) {
    row.querySelector("span").textContent = kept[index].querySelector("span").textContent;
    row.className = "failed";
  }
  status.textContent = fill(words.failed, { number: failed.length });
  if (upload.job) status.append(" ", make("a", { href: upload.job, textContent: words.toJob }));
}

function hasMore() {
  return Boolean(form.elements.text.value.trim() || form.elements.addresses.value.trim());
}

function busy(now) {
  sending = now;
  button.disabled = field.disabled = now;
  bar.hidden = !now;
  for (const remove of list.querySelectorAll("button")) remove.disabled = now;
}

function tell(upload, number, of, bytes) {
  const sent = Math.min(upload.done + bytes, upload.total);
  bar.max = upload.total || 1;
  bar.value = sent;
  status.textContent = fill(words.sending, { number, of, sent: size(sent), total: size(upload.total) });
}

function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What arrives twice is stored once, so a connection that broke is simply tried again.
async function sendPart(upload, part, file, progress) {
  const body = new FormData(form);
  body.delete("files");
  if (file) for (const name of ["text", "addresses"]) body.set(name, "");
  if (file?.size > Number(words.most)) body.set("too_large", file.name);
  else if (file) body.set("files", file);
  for (const [name, value] of Object.entries({ sending: upload.key, part, parts: upload.parts })) body.set(name, value);
  for (let tries = 1; ; tries++) {
    try {
      upload.job = (await post(body, progress)).job;
      return;
    } catch (error) {
      if (error.final || tries === TRIES) throw error;
      await wait(1000 * tries);
    }
  }
}

function post(body, progress) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", words.part);
    request.responseType = "text";
    request.upload.addEventListener("progress", (event) => progress(event.loaded));
    request.addEventListener("error", () => fail(new Error(words.unreachable)));
    request.addEventListener("load", () => {
      const json = request.getResponseHeader("Content-Type")?.startsWith("application/json");
      const answer = json ? JSON.parse(request.responseText) : { message: request.responseText };
      if (request.status === 200 && json) done(answer);
      else if (json || [403, 413].includes(request.status)) fail(Object.assign(new Error(answer.message), { final: true }));
      else fail(new Error(words.unreachable));
    });
    request.send(body);
  });
}

for (const hidden of form.querySelectorAll("[data-script]")) hidden.hidden = false;
show();
