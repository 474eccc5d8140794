/** What the user sees and hears of the conversation, apart from what stands in a turn. */

import { turnElement } from "./turns.js";

const byId = (id) => document.getElementById(id);

const log = byId("gesprek");
const underway = byId("onderweg");
const status = byId("status");
const failure = byId("fout");
const regionChoice = byId("regio-keuze");
const region = byId("regio");
const field = byId("bericht");

/** Long enough that a quick answer shows no indicator that is gone at once. */
const QUIET_MS = 400;

/** Shows all turns of a conversation instead of what stood there. */
export function showAll(turns) {
  // A conversation that was read before is not read out again; a new greeting is.
  log.setAttribute("aria-live", turns.length > 1 ? "off" : "polite");
  log.replaceChildren(...turns.map(turnElement));
  const last = turns.at(-1);
  showRegion(last.stand.regio, turns.length === 1);
  if (turns.length > 1) log.lastElementChild.scrollIntoView({ behavior: "instant" });
}

/** Adds a turn at the end. The question on top, so that a long answer is read from its beginning. */
export function add(turn) {
  log.setAttribute("aria-live", "polite");
  // Buttons belong to the last turn: "ja" now would answer another question.
  for (const group of log.querySelectorAll(".knoppen")) group.remove();
  const element = turnElement(turn);
  const focused = underway.contains(document.activeElement);
  hideUnderway();
  log.append(element);
  if (focused) element.querySelector(".vraag").focus({ preventScroll: true });
  element.scrollIntoView();
  showRegion(turn.stand.regio, false);
}

/** Empties the log. */
export function clear() {
  log.replaceChildren();
}

/** The region that was chosen for a conversation that is yet to begin; null for none. */
export function chosenRegion() {
  return region.value || null;
}

function showRegion(id, asTheStart) {
  region.value = id ?? "";
  regionChoice.hidden = !asTheStart;
  byId("regio-naam").textContent = region.selectedOptions[0]?.textContent ?? id;
  byId("regio-nu").hidden = asTheStart || id === null;
}

/**
 * Shows a message on its way, outside of the log: what stands in the log is read out, and this will
 * stand there once it is answered. Where a pressed button is about to go, the focus comes along.
 */
export function showUnderway(text) {
  const question = underway.querySelector(".vraag");
  question.querySelector(".tekst").textContent = text;
  underway.hidden = false;
  if (log.contains(document.activeElement)) question.focus({ preventScroll: true });
  underway.scrollIntoView({ block: "nearest" });
}

/** Takes away the message on its way. */
export function hideUnderway() {
  underway.hidden = true;
  underway.querySelector(".tekst").textContent = "";
}

/** Says that the assistant is at work, if that lasts. Returns what ends it. */
export function showBusy(what) {
  document.body.dataset.bezig = "";
  const timer = setTimeout(() => {
    status.dataset.bezig = "";
    status.textContent = what;
  }, QUIET_MS);
  return () => {
    clearTimeout(timer);
    delete document.body.dataset.bezig;
    if ("bezig" in status.dataset) notify("");
  };
}

/** Tells something that asks for nothing. */
export function notify(text) {
  delete status.dataset.bezig;
  status.textContent = text;
  if (text) status.scrollIntoView({ block: "nearest" });
}

/** Shows what went wrong, with a button that does `remedy`. */
export function showFailure(text, label, remedy) {
  const lostFocus = underway.contains(document.activeElement) || document.activeElement === document.body;
  const button = failure.querySelector("button");
  failure.querySelector(".tekst").textContent = text;
  button.textContent = label;
  button.onclick = remedy;
  failure.hidden = false;
  hideUnderway();
  if (lostFocus) button.focus({ preventScroll: true });
  failure.scrollIntoView({ block: "nearest" });
}

/** Takes away what was told before; the focus goes on from a button that disappears. */
export function clearNotices() {
  notify("");
  if (failure.contains(document.activeElement)) field.focus({ preventScroll: true });
  failure.hidden = true;
}
