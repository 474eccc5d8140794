/** The API of conversations. Every function raises a Problem when it fails. */

const CONVERSATIONS = "v1/gesprekken";
const LONGEST_WAIT_MS = 30_000;

const NO_CONNECTION =
  "Er is nu geen verbinding met de assistent. Controleer je internet en probeer het opnieuw.";
const NO_SENSE = "De assistent kan nu niet antwoorden. Probeer het over een minuut opnieuw.";

/** A failed request. Its message is Dutch and made to be shown; `status` is 0 when no answer came. */
export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  /** Whether the service may have handled the request all the same. */
  get unsure() {
    return this.status === 0 || this.status >= 500;
  }
}

/** Starts a conversation, in a region or (null) none. Returns a Gesprek. */
export const start = (regio) => call("POST", CONVERSATIONS, { regio });

/** Sends a message. Returns a Beurt. */
export const send = (id, tekst) => call("POST", `${address(id)}/berichten`, { tekst });

/** The Gesprek as it is stored. */
export const read = (id) => call("GET", address(id));

/** Erases a conversation. Returns null. */
export const erase = (id) => call("DELETE", address(id));

/** Where the summary of a conversation stands. */
export const report = (id) => `${address(id)}/verslag`;

const address = (id) => `${CONVERSATIONS}/${encodeURIComponent(id)}`;

async function call(method, path, body) {
  const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
  const content = body && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  let response;
  let answer;
  try {
    response = await fetch(path, { method, signal, cache: "no-store", ...content });
    answer = await response.text();
  } catch {
    throw new Problem(0, NO_CONNECTION);
  }
  const json = parse(answer);
  if (response.ok && (json || response.status === 204)) return json;
  throw new Problem(response.ok ? 0 : response.status, json?.detail ?? NO_SENSE);
}

/** The JSON in `text`; null when it is none, as with a proxy's own error page. */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
