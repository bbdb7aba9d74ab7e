// The board, drawn anew at each event. Whatever a seat has sent goes through textContent: it is text and nothing else.
"use strict";

const byId = (id) => document.getElementById(id);

function element(name, text, kind) {
  const made = document.createElement(name);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function heading(text, scope) {
  const made = element("th", text);
  made.scope = scope;
  return made;
}

function say(text, lost) {
  byId("state").textContent = text;
  byId("state").className = lost ? "lost" : "";
}

function row(seat) {
  const made = document.createElement("tr");
  made.append(heading(seat.seat, "row"));
  for (const { kind, text } of seat.cells) {
    made.append(element("td", kind === "text" ? `« ${text} »` : text, kind));
  }
  return made;
}

function draw(board) {
  byId("exercises").replaceChildren(heading("Poste", "col"), ...board.exercises.map((e) => heading(e, "col")));
  byId("seats").replaceChildren(...board.seats.map(row));
  byId("strays").textContent = board.strays ?? "";
  if (board.lost) say(`Le broker ne répond plus : ${board.lost}`, true);
  else say(board.seats.length ? "" : "Aucun poste pour l’instant.", false);
}

const events = new EventSource("events");
events.addEventListener("board", (event) => draw(JSON.parse(event.data)));
events.addEventListener("error", () => say("grader live ne répond plus ; nouvel essai…", true));
