// The article page of an editor: words that are selected can be added, as an entry or as an actor.

const bar = document.querySelector(".selection");

// Offset in the article's text, in code points, of a place in the page; null outside the text.
function offset(node, at) {
  const section = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".para");
  const line = section?.querySelector("p");
  if (!line || !line.contains(node)) return null;
  const before = document.createRange();
  before.setStart(line, 1); // behind the number of the paragraph
  before.setEnd(node, at);
  return Number(section.dataset.start) + Array.from(before.toString()).length;
}

function chosen() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? { start, end, range } : null;
}

function offer() {
  const found = chosen();
  bar.hidden = !found;
  if (!found) return;
  for (const link of bar.querySelectorAll("a")) {
    link.search = new URLSearchParams({ start: found.start, end: found.end });
  }
  const place = found.range.getBoundingClientRect();
  const left = Math.min(place.left, document.documentElement.clientWidth - bar.offsetWidth - 8);
  bar.style.left = `${Math.max(8, left) + window.scrollX}px`;
  bar.style.top = `${place.bottom + window.scrollY + 6}px`;
}

if (bar) document.addEventListener("selectionchange", offer);
