// The article page: a word in the text and the card beside it light up together, by pointer and by focus.

const PARTNER = { t: "m", m: "t" };

function partners(target) {
  const own = target instanceof Element && target.closest(".trigger[id], .beside[id]");
  const other = own && document.getElementById(PARTNER[own.id[0]] + own.id.slice(1));
  return other ? [own, other] : [];
}

function pair(event) {
  document.querySelectorAll(".paired").forEach((element) => element.classList.remove("paired"));
  partners(event.target).forEach((element) => element.classList.add("paired"));
}

document.addEventListener("pointerover", pair);
document.addEventListener("focusin", pair);
