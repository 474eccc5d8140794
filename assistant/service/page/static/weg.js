/**
 * Leaving at once, by the button, the link or Shift three times: hides the page, has the conversation
 * erased at the service, and goes on to a neutral site.
 */

import { forget, markLeft, recall } from "./kept.js";

const PRESSES = 3;
const WITHIN_MS = 5_000;

const { neutraal: neutral, weg: address } = document.body.dataset;
const told = document.getElementById("weg-uitleg");

// Said of the button only where there is a script to count the presses.
document.querySelector(".weg").setAttribute("aria-describedby", "weg-toets");

let presses = 0;
let timer = 0;

/** Hides the page, erases the conversation, and goes away. */
export function leave() {
  document.documentElement.classList.add("weg-hier");
  document.title = " ";
  eraseConversation();
  forget();
  markLeft(neutral);
  const page = top ?? window;
  page.location.replace(neutral);
}

function eraseConversation() {
  const id = document.querySelector("input[name=gesprek]")?.value || recall();
  if (!id) return;
  const body = new URLSearchParams({ gesprek: id, stil: "1" });
  // A beacon is sent also when the page is gone; where it is refused, a request that outlives the page.
  if (!navigator.sendBeacon?.(address, body)) {
    fetch(address, { method: "POST", body, keepalive: true }).catch(() => {});
  }
}

function count() {
  clearTimeout(timer);
  presses += 1;
  if (presses === PRESSES) {
    leave();
    return;
  }
  told.textContent = `Nog ${PRESSES - presses} keer Shift, dan sluit deze website.`;
  timer = setTimeout(reset, WITHIN_MS);
}

function reset() {
  clearTimeout(timer);
  if (presses > 0) told.textContent = "";
  presses = 0;
}

// Shift with a letter is typing: only Shift pressed and let go by itself counts.
let alone = false;

document.addEventListener("keydown", (event) => {
  if (event.key === "Shift") {
    alone = !event.repeat || alone;
  } else {
    alone = false;
    reset();
  }
});

document.addEventListener("keyup", (event) => {
  if (event.key === "Shift" && alone) count();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-sluit]")) return;
  event.preventDefault();
  leave();
});

// A page that the browser kept whole, and shows again after "back".
addEventListener("pageshow", (event) => {
  if (event.persisted && document.documentElement.classList.contains("weg-hier")) location.replace(neutral);
});
