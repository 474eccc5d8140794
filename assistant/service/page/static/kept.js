/**
 * What is kept while the tab is open: the id of the conversation, so that a reload finds it again, and
 * that somebody left. Where the browser keeps nothing (blocked site data), a reload starts anew.
 */

const CONVERSATION = "gesprek";
const LEFT = "verlaten";

/** The id that was kept, or null. */
export function recall() {
  try {
    return sessionStorage.getItem(CONVERSATION);
  } catch {
    return null;
  }
}

/** Keeps `id`. */
export function keep(id) {
  put(CONVERSATION, id);
}

/** Keeps no id any more. */
export function forget() {
  try {
    sessionStorage.removeItem(CONVERSATION);
  } catch {
    // Nothing was kept here.
  }
}

/** Keeps that somebody left to `address`; static/terug.js looks at it when they come back. */
export function markLeft(address) {
  put(LEFT, address);
}

function put(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Nothing can be kept here.
  }
}
