/**
 * The id of the conversation, kept while the tab is open so that a reload finds it again. Where the
 * browser keeps nothing (blocked site data), a reload simply starts a new conversation.
 */

const KEY = "gesprek";

/** The id that was kept, or null. */
export function recall() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Keeps `id`. */
export function keep(id) {
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // Nothing can be kept here.
  }
}

/** Keeps no id any more. */
export function forget() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept here.
  }
}
