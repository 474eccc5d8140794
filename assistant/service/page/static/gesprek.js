/**
 * The conversation with script: the forms of the page, sent without leaving it. Everything that is
 * shown comes rendered from the service; here stand only the moments.
 */

import { markdown, post, Problem } from "./fragment.js";
import * as kept from "./kept.js";

const byId = (id) => document.getElementById(id);

const log = byId("gesprek");
const form = byId("formulier");
const field = byId("bericht");
const underway = byId("onderweg");
const busySign = byId("bezig");
const status = byId("status");
const failure = byId("fout");
const remedyButton = byId("herstel");
const copyButton = byId("kopieer");
const wipe = byId("wissen");
const narrow = matchMedia("(max-width: 63.99rem)");

/** Long enough that a quick answer shows no sign that is gone at once. */
const QUIET_MS = 300;

const UNREADABLE = "Er ging iets mis op deze pagina.";
const GREETING = log.firstElementChild.cloneNode(true);

let busy = false;

/** The id of the conversation; empty while it has not begun. */
const id = () => form.elements.gesprek.value;

const seen = () => Number(form.elements.gezien.value);

/** Sends `fields` along with where we are; `shown` stands there as said while the answer is on its way. */
async function send(fields, shown) {
  if (busy) return;
  const done = begin(shown);
  try {
    const { status: code, part } = await post(form.action, { ...standing(), ...fields });
    if (code === 404) letGo();
    else receive(part);
    const told = part.querySelector("#deel-melding");
    if (told) {
      giveBack(fields.tekst);
      tell(told.textContent);
    }
  } catch (problem) {
    giveBack(fields.tekst);
    explain(problem, () => (fields.tekst ? form.requestSubmit() : send(fields, shown)));
  } finally {
    done();
  }
}

/** Puts what wasn't answered back where it was typed; what was typed in the meantime stays too. */
function giveBack(typed) {
  if (typed) field.value = [typed, field.value].filter(Boolean).join("\n");
}

/** The fields of the form that say which conversation this is and how it began. */
function standing() {
  const fields = Object.fromEntries(new FormData(form));
  delete fields.tekst;
  return fields;
}

/** Shows the conversation that this tab was in before a reload. */
async function restore(before) {
  const done = begin();
  try {
    const { status: code, part } = await post(form.action, { gesprek: before, gezien: "0" });
    if (code === 404) {
      kept.forget();
      notify("Je vorige gesprek is gewist. Dit is een nieuw gesprek.");
      return;
    }
    log.replaceChildren();
    receive(part, { silent: true });
    log.lastElementChild.scrollIntoView({ behavior: "instant", block: "start" });
  } catch (problem) {
    explain(problem, () => restore(before));
  } finally {
    done();
  }
}

function receive(part, { silent = false } = {}) {
  const turns = [...part.querySelectorAll(".beurt")];
  const focused = document.activeElement;
  const fromButton = underway.contains(focused);
  enter(part.dataset.gesprek, part.dataset.aantal);
  takeOver(part, "bereik");
  takeOver(part, "zaak");
  if (turns.length === 0) return;
  // Buttons belong to the last turn: "ja" now would answer another question.
  for (const group of log.querySelectorAll(".knoppen")) group.remove();
  hideUnderway();
  log.append(...turns);
  showRegion(part.dataset.regio);
  if (silent) return;
  for (const turn of turns) readOut(turn);
  const first = turns[0];
  if (fromButton) first.querySelector(".vraag")?.focus({ preventScroll: true });
  first.scrollIntoView({ block: "start" });
}

/** Puts a part of the page in the place of the one that stands there; what was folded stays folded. */
function takeOver(part, name) {
  const before = byId(name);
  const after = part.querySelector(`#${name}`);
  const focused = before.contains(document.activeElement) ? document.activeElement : null;
  if ("open" in before) after.open = before.open;
  before.replaceWith(after);
  if (focused?.name) after.querySelector(`[name="${focused.name}"][value="${focused.value}"]`)?.focus();
}

/** Has an answer read out, once: in a region of its own, as a log would read its buttons and sources too. */
function readOut(turn) {
  const urgent = turn.dataset.urgentie !== "geen";
  const said = [...turn.querySelectorAll(".bericht__tekst")].map((text) => text.textContent.trim());
  const choices = [...turn.querySelectorAll(".knoppen button")].map((button) => button.textContent.trim());
  if (choices.length > 0) said.push(`Je kunt kiezen: ${choices.join(", ")}.`);
  byId(urgent ? "voorlezen-spoed" : "voorlezen").textContent = said.join("\n").replaceAll(/\s+/g, " ");
}

function enter(conversation, count) {
  for (const input of document.querySelectorAll("[data-gesprek]")) {
    if (input instanceof HTMLInputElement) input.value = conversation;
  }
  form.elements.gezien.value = count;
  onlyAtTheStart(!conversation);
  if (!conversation) return;
  kept.keep(conversation);
  byId("bijzaken").hidden = false;
}

/** What is chosen before a conversation stays where it is for the next one, and isn't sent meanwhile. */
function onlyAtTheStart(starting) {
  for (const part of [byId("voorbeelden"), byId("regio-keuze")]) if (part) part.hidden = !starting;
  for (const input of [form.elements.regio, form.elements.moment]) if (input) input.disabled = !starting;
}

function letGo() {
  enter("", 1);
  kept.forget();
  byId("bijzaken").hidden = true;
}

function showRegion(regio) {
  byId("regio-nu").hidden = !id();
  byId("regio-nu").open = false;
  byId("regio-naam").textContent = regio || "landelijk";
}

/** Begins to wait. Returns what ends it. */
function begin(shown) {
  busy = true;
  document.body.dataset.bezig = "";
  clearNotices();
  byId("voorlezen").textContent = byId("voorlezen-spoed").textContent = "";
  if (shown) showUnderway(shown);
  const timer = setTimeout(() => {
    busySign.hidden = false;
    byId("voorlezen").textContent = busySign.textContent;
  }, QUIET_MS);
  return () => {
    clearTimeout(timer);
    busySign.hidden = true;
    delete document.body.dataset.bezig;
    busy = false;
  };
}

/** Shows a message on its way; where a pressed button is about to go, the focus comes along. */
function showUnderway(text) {
  const question = underway.querySelector(".vraag");
  question.querySelector(".vraag__tekst").textContent = text;
  underway.hidden = false;
  if (document.activeElement.closest?.(".knoppen")) question.focus({ preventScroll: true });
  underway.scrollIntoView({ block: "nearest" });
}

function hideUnderway() {
  underway.hidden = true;
  underway.querySelector(".vraag__tekst").textContent = "";
}

/** Tells something that asks for nothing. */
function notify(text) {
  const line = document.createElement("p");
  line.textContent = text;
  status.replaceChildren(...(text ? [line] : []));
}

function explain(problem, remedy) {
  if (problem instanceof Problem) {
    tell(problem.message, "Probeer het opnieuw", remedy);
  } else {
    reportError(problem);
    tell(UNREADABLE, "Laad de pagina opnieuw", () => location.reload());
  }
}

function tell(text, label, remedy) {
  const lostFocus = underway.contains(document.activeElement) || document.activeElement === document.body;
  failure.querySelector("p").textContent = text;
  failure.hidden = false;
  remedyButton.hidden = !remedy;
  remedyButton.textContent = label ?? "";
  remedyButton.onclick = remedy ?? null;
  hideUnderway();
  if (lostFocus) (remedy ? remedyButton : field).focus({ preventScroll: true });
  failure.scrollIntoView({ block: "nearest" });
}

function clearNotices() {
  notify("");
  if (failure.contains(document.activeElement)) field.focus({ preventScroll: true });
  failure.hidden = true;
}

async function eraseConversation() {
  if (busy) return;
  const done = begin();
  try {
    const { part } = await post(wipe.querySelector("form").action, { gesprek: id() });
    letGo();
    log.replaceChildren(GREETING.cloneNode(true));
    takeOver(part, "bereik");
    takeOver(part, "zaak");
    showRegion("");
    wipe.open = false;
    field.focus();
    notify(part.querySelector("#deel-melding").textContent);
  } catch (problem) {
    explain(problem, eraseConversation);
  } finally {
    done();
  }
}

async function copyReport() {
  try {
    await navigator.clipboard.writeText(await markdown(copyButton.dataset.adres.replace("{id}", encodeURIComponent(id()))));
    notify("Het verslag is gekopieerd.");
  } catch {
    tell("Kopiëren lukt hier niet. Open het verslag, en kopieer het daar.");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const pressed = event.submitter;
  if (pressed?.name === "antwoord") {
    send({ antwoord: pressed.value });
  } else if (pressed?.name === "knop") {
    send({ knop: pressed.value }, pressed.value);
  } else {
    const tekst = field.value.trim();
    if (!tekst) field.focus();
    if (!tekst || busy) return;
    field.value = "";
    send({ tekst }, tekst);
  }
});

field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

wipe.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  eraseConversation();
});

copyButton.addEventListener("click", copyReport);

function foldOnPhone() {
  byId("zaak").open = !narrow.matches;
}

// The browser would restore the place before the turns are there.
history.scrollRestoration = "manual";
copyButton.hidden = !navigator.clipboard;
byId("toetsen").hidden = matchMedia("(pointer: coarse)").matches;
foldOnPhone();
narrow.addEventListener("change", foldOnPhone);

const before = kept.recall();
if (id()) kept.keep(id());
else if (before) restore(before);
