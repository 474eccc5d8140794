/** The conversation: what happens when somebody types, presses, reloads or erases. */

import * as api from "./api.js";
import * as kept from "./kept.js";
import * as view from "./view.js";

const byId = (id) => document.getElementById(id);

const field = byId("bericht");
const form = byId("formulier");
const reportLink = byId("verslag");
const eraseQuestion = byId("wis-vraag");

const AGAIN = "Probeer het opnieuw";
const LOOKING_UP = "De assistent zoekt het antwoord op";
const ONE_MOMENT = "Een ogenblik";

let id = null;
let shown = 0;
let regio = null;
let busy = false;

/** A message of which it isn't known whether it arrived. */
let unsure = null;

/**
 * Does `task` while nothing else runs; when it fails, says so with a button that does `remedy`.
 * Returns whether it was done.
 */
async function run(task, { what = ONE_MOMENT, remedy = () => run(task) } = {}) {
  if (busy) return false;
  busy = true;
  view.clearNotices();
  const done = view.showBusy(what);
  try {
    await task();
    return true;
  } catch (problem) {
    if (!(problem instanceof api.Problem)) {
      reportError(problem);
      view.showFailure("Er ging iets mis op deze pagina.", "Laad de pagina opnieuw", () => location.reload());
    } else if (id !== null && problem.status === 404) {
      letGo();
      view.showFailure(problem.message, "Begin een nieuw gesprek", () => run(startAnew));
    } else {
      view.showFailure(problem.message, AGAIN, remedy);
    }
    return false;
  } finally {
    done();
    busy = false;
  }
}

/** Shows the conversation that this tab was in, or starts one. */
async function restoreOrStart() {
  const before = kept.recall();
  if (before === null) return startAnew();
  try {
    enter(await api.read(before));
  } catch (problem) {
    if (problem.status !== 404) throw problem;
    kept.forget();
    await startAnew();
    view.notify("Je vorige gesprek is gewist. Dit is een nieuw gesprek.");
  }
}

async function startAnew() {
  enter(await api.start(view.chosenRegion()));
}

function enter(gesprek) {
  id = gesprek.id;
  regio = gesprek.regio;
  shown = gesprek.beurten.length;
  unsure = null;
  kept.keep(id);
  reportLink.href = api.report(id);
  reportLink.hidden = false;
  view.showAll(gesprek.beurten);
}

function letGo() {
  id = null;
  unsure = null;
  reportLink.hidden = true;
  kept.forget();
}

/** Erases the conversation where it is stored, then here. */
async function erase() {
  if (id === null) return;
  try {
    await api.erase(id);
  } catch (problem) {
    if (problem.status !== 404) throw problem;
  }
  letGo();
  view.clear();
}

function add(beurt) {
  view.add(beurt);
  shown += 1;
}

/** Brings `text` to the assistant, and its answer here. */
async function deliver(text) {
  if (id === null) await startAnew();
  if (shown === 1 && view.chosenRegion() !== regio) {
    const chosen = view.chosenRegion();
    await erase();
    enter(await api.start(chosen));
  }
  if (unsure !== null && (await arrived()) && unsure === text) {
    unsure = null;
    return;
  }
  try {
    add(await api.send(id, text));
    unsure = null;
  } catch (problem) {
    if (problem.unsure) unsure = text;
    throw problem;
  }
}

/** Whether the service has turns that were not shown yet: their answer was lost on the way. Shows them. */
async function arrived() {
  const { beurten } = await api.read(id);
  const missed = beurten.slice(shown);
  missed.forEach(add);
  return missed.length > 0;
}

async function sendTyped() {
  const text = field.value.trim();
  const most = Number(field.dataset.hooguit);
  if (busy || !text) return;
  if (text.length > most) {
    view.showFailure(`Je bericht is te lang: hooguit ${most} tekens.`, AGAIN, () => form.requestSubmit());
    return;
  }
  field.value = "";
  view.showUnderway(text);
  const sent = await run(() => deliver(text), { what: LOOKING_UP, remedy: () => form.requestSubmit() });
  // What was typed in the meantime stays too.
  if (!sent) field.value = [text, field.value].filter(Boolean).join("\n");
}

function sendPressed(text) {
  if (busy) return;
  view.showUnderway(text);
  run(() => deliver(text), { what: LOOKING_UP, remedy: () => sendPressed(text) });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  sendTyped();
});

field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

byId("gesprek").addEventListener("click", (event) => {
  const button = event.target.closest("button[data-tekst]");
  if (button) sendPressed(button.dataset.tekst);
});

byId("wis").addEventListener("click", () => {
  eraseQuestion.returnValue = "";
  eraseQuestion.showModal();
});

eraseQuestion.addEventListener("close", async () => {
  if (eraseQuestion.returnValue !== "wis") return;
  const eraseAndStart = async () => {
    await erase();
    await startAnew();
    view.notify("Het gesprek is gewist. Dit is een nieuw gesprek.");
    field.focus();
  };
  await run(eraseAndStart);
});

// The browser would restore the place before the turns are there.
history.scrollRestoration = "manual";
byId("chat").hidden = false;
run(restoreOrStart);
