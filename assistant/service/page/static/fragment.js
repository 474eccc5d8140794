/**
 * Asking the service for what is new on a page. The service renders it, the same as for a browser
 * without script; here it only becomes elements.
 */

const LONGEST_WAIT_MS = 30_000;

const NO_CONNECTION =
  "Er is nu geen verbinding met de assistent. Controleer je internet en probeer het opnieuw.";
const NO_SENSE = "De assistent kan nu niet antwoorden. Probeer het over een minuut opnieuw.";

// The one place where text may become HTML: only what our own service rendered, with everything that
// somebody typed escaped in it. Scripts in it don't run, and the policy of the page allows none inline.
const rendered = globalThis.trustedTypes?.createPolicy("pagina", { createHTML: (html) => html });

/** A failed request. Its message is Dutch and made to be shown; `status` is 0 when no answer came. */
export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Posts `fields` to `address`. Returns { status, part }: what the service rendered, as an element. A
 * status of 404 or 409 comes with a part as well. Raises Problem for anything else that failed.
 */
export async function post(address, fields) {
  const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
  const headers = { Accept: "text/html" };
  let response;
  let text;
  try {
    const body = new URLSearchParams({ ...fields, deel: "1" });
    response = await fetch(address, { method: "POST", body, headers, signal, cache: "no-store" });
    text = await response.text();
  } catch {
    throw new Problem(0, NO_CONNECTION);
  }
  const page = new DOMParser().parseFromString(rendered ? rendered.createHTML(text) : text, "text/html");
  const part = page.getElementById("deel");
  if (part && (response.ok || response.status === 404 || response.status === 409)) {
    return { status: response.status, part };
  }
  const told = page.getElementById("deel-melding") ?? page.getElementById("fout-uitleg");
  throw new Problem(response.status, told?.textContent ?? NO_SENSE);
}

/** The same text from `address`, as Markdown. Raises Problem. */
export async function markdown(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/markdown" }, cache: "no-store" });
    if (response.ok) return await response.text();
  } catch {
    // Told below.
  }
  throw new Problem(0, NO_CONNECTION);
}
