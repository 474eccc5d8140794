/**
 * Turns as elements: the templates of the page, filled. What was typed or answered only ever goes in
 * as text, never as HTML.
 */

const log = document.getElementById("gesprek");
const NUMBERS = new RegExp(
  `(?<![\\d-])(${log.dataset.nummers.split(" ").join("|")})(?![\\d-])`,
);

/** The element for a Beurt. */
export function turnElement(beurt) {
  const turn = copy("sjabloon-beurt");
  turn.dataset.soort = beurt.soort;
  turn.dataset.urgentie = beurt.urgentie;
  const question = turn.querySelector(".vraag");
  if (beurt.vraag === null) {
    question.remove();
  } else {
    question.querySelector(".tekst").textContent = beurt.vraag;
    if (!beurt.geredigeerd) question.querySelector(".geredigeerd").remove();
  }
  const answer = turn.querySelector(".antwoord");
  answer.querySelector(".wie").textContent = heading(beurt);
  answer.append(...beurt.berichten.map(messageElement));
  return turn;
}

function heading(beurt) {
  if (beurt.soort === "noodgeval") return "Direct gevaar";
  if (beurt.urgentie === "crisis") return "Dit kan niet wachten";
  return "Assistent";
}

function messageElement(bericht) {
  const message = copy("sjabloon-bericht");
  const lines = bericht.tekst.split("\n").filter((line) => line.trim());
  message.querySelector(".tekst").append(...lines.map(paragraph));
  fillSources(message.querySelector(".bronnen"), bericht.bronnen);
  fillButtons(message.querySelector(".knoppen"), bericht.knoppen);
  return message;
}

/** A line of text, in which known telephone numbers can be called. */
function paragraph(line) {
  const element = document.createElement("p");
  // A split on one capturing group leaves what was captured at the odd places.
  line.split(NUMBERS).forEach((part, place) => element.append(place % 2 ? callable(part) : part));
  return element;
}

function callable(number) {
  const link = document.createElement("a");
  link.className = "telefoon";
  link.href = `tel:${number.replaceAll("-", "")}`;
  link.textContent = number;
  return link;
}

function fillSources(details, sources) {
  if (sources.length === 0) {
    details.remove();
    return;
  }
  const names = [...new Set(sources.map((source) => source.kort))].join(", ");
  const count = sources.length === 1 ? "Bron" : `${sources.length} bronnen`;
  details.querySelector("summary").textContent = `${count}: ${names}`;
  details.querySelector("ul").append(...sources.map(sourceElement));
}

function sourceElement(source) {
  const item = copy("sjabloon-bron");
  item.querySelector(".bron__titel").textContent = source.titel;
  item.querySelector(".bron__kort").textContent = source.kort;
  item.querySelector(".bron__vindplaats").textContent = source.vindplaats;
  return item;
}

function fillButtons(group, buttons) {
  if (buttons.length === 0) group.remove();
  for (const { titel, tekst } of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "knop";
    button.textContent = titel;
    button.dataset.tekst = tekst;
    group.append(button);
  }
}

function copy(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}
