"use strict";
// The page of one answer. What is chosen or written is saved at once, one request at a time; the
// version that goes with it makes the server refuse what would overwrite somebody else's mark.
const by = (id) => document.getElementById(id);
const form = by("mark"), comment = by("comment"), state = by("state"), conflict = by("conflict");
const criteria = [...form.querySelectorAll("fieldset")];
let saved = comment.value, busy = Promise.resolve(true), typing, numbersInsert = false;

const chosenIn = (criterion) => criterion.querySelector("input:checked");
const levels = () => Object.fromEntries(criteria.filter(chosenIn).map(
  (criterion) => [criterion.dataset.criterion, Number(chosenIn(criterion).value)]));
const say = (words, kind = "") => { state.textContent = words; state.className = kind; };

function showPoints() {
  const score = form.dataset.score;
  by("points").textContent = `${score === "" ? "–" : Number(score)} of ${by("points").dataset.most} points`;
}

async function send(address, body) {
  const response = await fetch(address, {
    method: "POST", body: JSON.stringify(body), headers: {"X-XSRFToken": form.dataset.xsrf},
  }).catch(() => null);
  if (!response) return {message: "the server has ended. Start greenlib review grade again."};
  return {status: response.status, ...await response.json().catch(() => ({}))};
}

// Wishes wait for each other: each carries the version that the one before brought back.
function wish(action, version) {
  clearTimeout(typing);
  const sent = {levels: levels(), comment: comment.value};
  busy = busy.then(async () => {
    say("Saving …");
    const now = await send(location.pathname,
      {action, version: version ?? form.dataset.version, ...sent});
    if (now.status === 200) return took(now, sent);
    if (now.status === 409 && ["mark", "comment"].includes(action)) ask(sent, now);
    else if (now.status === 409) {
      say("Not done: somebody else changed this mark. Load the page again to see it.", "bad");
    } else say(`Not saved: ${now.message ?? "the server gave no reason"}`, "bad");
    return false;
  });
  return busy;
}

function took(now, sent) {
  form.dataset.version = now.version;
  form.dataset.score = now.score ?? "";
  saved = sent.comment;
  document.querySelector("progress").value = now.marked;
  by("marked").textContent = `${now.marked} of ${now.total} marked`;
  showPoints();
  const left = criteria.filter((criterion) => !chosenIn(criterion)).length;
  const until = now.score === null ? "" : `; until then ${by("points").textContent}`;
  if (left && (now.waits || left < criteria.length)) {
    say(`Saved, ${left} of ${criteria.length} criteria to go${until}.`, "good");
  } else say(`Saved: ${by("points").textContent}.`, "good");
  return true;
}

// Undoing and taking back change what the page shows: it is loaded again, its focus kept simple.
async function wishAndReload(action) { if (await wish(action)) location.reload(); }
const changed = () => comment.value !== saved;
const flush = async () => (changed() ? wish("comment") : busy);

async function go(key) {
  const link = document.querySelector(`a[data-go="${key}"]`);
  if (!link.href) return say({n: "This is the last answer.", p: "This is the first answer.",
    u: "No other answer waits."}[key]);
  if (await flush()) location.assign(link.href);
}

function choose(number) {
  if (numbersInsert) return insert(number);
  const criterion = document.activeElement.closest?.("fieldset");
  if (!criterion) return say("Every criterion has its level: Tab goes to one to change it.");
  const level = criterion.querySelectorAll("input")[number - 1];
  if (!level) return say(`There is no level ${number} here.`);
  level.checked = true;
  chose(criterion);
}

function chose(criterion) {
  const next = criteria.slice(criteria.indexOf(criterion) + 1).find((other) => !chosenIn(other))
    ?? criteria.find((other) => !chosenIn(other));
  wish("mark");
  (next ?? by("answer")).focus({preventScroll: !next});
}

function insert(number) {
  const phrase = by("phrases").children[number - 1];
  if (!phrase) return say(`There is no comment ${number}.`);
  const text = phrase.textContent.trim();
  comment.value = comment.value.trim() ? `${comment.value.trimEnd()}\n${text}` : text;
  endInsert();
  wish("comment");
}

function write() {
  comment.focus();
  comment.setSelectionRange(comment.value.length, comment.value.length);
}

function beginInsert() {
  numbersInsert = true;
  by("phrases").classList.add("numbered");
  by("phrases").focus();
  say("Which comment? Press its number; Esc to leave.");
}

function endInsert() {
  numbersInsert = false;
  by("phrases").classList.remove("numbered");
  if (document.activeElement === by("phrases")) frameFirst();
}

function frameFirst() {
  const next = criteria.find((criterion) => !chosenIn(criterion));
  (next ?? by("answer")).focus({preventScroll: true});
}

async function savePhrase() {
  const text = comment.value;
  await busy;  // what it says of the mark comes before what is said here
  const now = await send(`/${form.dataset.question}/comments`, {text});
  if (now.status !== 200) return say(`Not saved: ${now.message}`, "bad");
  by("phrases").replaceChildren(...now.phrases.map((phrase) => {
    const button = Object.assign(document.createElement("button"), {type: "button"});
    button.textContent = phrase;
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
  by("no-phrases").hidden = now.phrases.length > 0;
  say("Saved to use again.", "good");
}

function ask(sent, now) {
  say("Not saved: somebody else changed this mark.", "bad");
  describe(by("mine"), sent);
  describe(by("theirs"), now, now.score);
  by("use-mine").onclick = () => {
    conflict.close();
    wish(Object.keys(sent.levels).length ? "mark" : "comment", now.version);
  };
  conflict.showModal();
  by("conflict-title").focus();
}

function describe(place, mark, score) {
  const lines = criteria.map((criterion) => {
    const level = criterion.querySelectorAll("label")[mark.levels[criterion.dataset.criterion]];
    return `${criterion.dataset.criterion}: ${level ? level.querySelector("b").textContent : "–"}`;
  });
  if (score !== undefined) lines.push(`points: ${score ?? "–"}`);
  lines.push(`comment: ${mark.comment || "–"}`);
  place.replaceChildren(...lines.map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    return paragraph;
  }));
}

const keys = {
  n: () => go("n"), ArrowRight: () => go("n"), p: () => go("p"), ArrowLeft: () => go("p"),
  u: () => go("u"), e: write, c: beginInsert, s: savePhrase,
  z: () => wishAndReload("undo"), 0: () => wishAndReload("clear"), k: () => wishAndReload("keep"),
  q: () => { by("prompt").open = !by("prompt").open; },
  a: () => { by("anchor").open = !by("anchor").open; },
};

document.addEventListener("keydown", (event) => {
  const inside = document.activeElement;
  if (event.key === "Escape" && !conflict.open) {
    endInsert();
    if (inside === comment) frameFirst();
    return;
  }
  if (conflict.open || inside === comment || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!by("keys").checked || (event.key.startsWith("Arrow") && inside.type === "radio")) return;
  const act = /^[1-9]$/.test(event.key) ? () => choose(Number(event.key)) : keys[event.key];
  if (act) { event.preventDefault(); act(); }
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => { if (event.target.type === "radio") wish("mark"); });
form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (by("phrases").contains(button)) {
    insert([...by("phrases").children].indexOf(button.parentElement) + 1);
  } else if (button.dataset.do === "phrase") savePhrase();
  else wishAndReload(button.dataset.do);
});
comment.addEventListener("input", () => {
  say("Not saved yet.");
  clearTimeout(typing);
  typing = setTimeout(flush, 1200);
});
comment.addEventListener("blur", flush);
by("use-theirs").addEventListener("click", () => { saved = comment.value; location.reload(); });
for (const link of document.querySelectorAll("a[data-go]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); go(link.dataset.go); });
}
window.addEventListener("beforeunload", (event) => { if (changed()) event.preventDefault(); });
by("keys").checked = sessionStorage.getItem("keys") !== "off";
by("keys").addEventListener("change", () => {
  sessionStorage.setItem("keys", by("keys").checked ? "on" : "off");
});
// What a marker has opened stays open for the next answers.
for (const shown of [by("prompt"), by("anchor")]) {
  shown.open = sessionStorage.getItem(shown.id) === "open";
  shown.addEventListener("toggle", () => {
    sessionStorage.setItem(shown.id, shown.open ? "open" : "shut");
  });
}
showPoints();
frameFirst();
