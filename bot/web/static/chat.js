"use strict";

// Sends what a person says and taps, and puts the replies in place, without leaving the page.
(() => {
  const log = document.getElementById("log");
  const taps = document.getElementById("taps");
  const composer = document.getElementById("composer");
  const question = document.getElementById("question");
  const toast = document.getElementById("toast");
  const waiting = document.getElementById("waiting");
  const { offline, retry, noLocation } = document.body.dataset;
  const PATIENCE = 30000; // milliseconds until a silent connection counts as broken
  const TOAST = 8000; // milliseconds a notice stays
  const unsent = new Map(); // a tap's text → the message that tells it was not sent
  let turn = Promise.resolve();
  let fading;

  function notify(text) {
    clearTimeout(fading);
    toast.className = "";
    toast.textContent = text;
    if (text) fading = setTimeout(notify, TOAST, "");
  }

  // Adds a message of the page's own; its text is never read as HTML.
  function tell(kind, text) {
    const message = document.getElementById(kind).content.firstElementChild.cloneNode(true);
    message.querySelector(".text").textContent = text;
    log.append(message);
    return message;
  }

  function parsed(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  }

  // The message stays the same element, so that a second tap under it still finds its place.
  function replace(message, fresh) {
    const held = message.contains(document.activeElement) ? document.activeElement : null;
    message.replaceChildren(...fresh.childNodes);
    if (held) {
      const same = [...message.querySelectorAll("button")].find((button) => button.value === held.value);
      (same || message).focus({ preventScroll: true });
    }
    // Seen whole where the screen can hold it, buttons too; else from its beginning.
    const room = Math.min(innerHeight, document.getElementById("desk").getBoundingClientRect().top);
    const { top, bottom, height } = message.getBoundingClientRect();
    if (top < 0 || bottom > room) message.scrollIntoView({ block: height < room - 48 ? "nearest" : "start" });
  }

  function show(replies, tapped) {
    let first = null;
    for (const { how, content } of replies) {
      if (how === "notice") notify(content);
      else if (how === "replace" && tapped) replace(tapped, parsed(content));
      else {
        const message = parsed(content);
        log.append(message);
        first = first || message;
      }
    }
    if (first) first.scrollIntoView({ block: "start" });
  }

  // A tap that was not acknowledged can be made again from where that is told, each of several; it counts once.
  function tellUnsent(fields, tapped) {
    unsent.get(fields.tap)?.remove();
    const message = tell("told", offline);
    if (tapped) {
      const row = document.createElement("div");
      const again = document.createElement("button");
      row.className = "row";
      again.type = "button";
      again.textContent = retry;
      again.addEventListener("click", () => {
        message.remove();
        send(fields, tapped);
      });
      row.append(again);
      message.append(row);
      unsent.set(fields.tap, message);
    }
    message.scrollIntoView({ block: "start" });
  }

  // Resolves to whether it was received; what was not, as when too many come at once, can be sent again.
  async function exchange(fields, tapped) {
    const form = new FormData(taps);
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const impatience = new AbortController();
    const clock = setTimeout(() => impatience.abort(), PATIENCE);
    notify("");
    waiting.textContent = waiting.dataset.words + "…";
    try {
      const response = await fetch(taps.action, {
        method: "POST",
        body: form,
        headers: { Accept: "application/json" },
        signal: impatience.signal,
      });
      const { shown } = await response.json();
      if (tapped) unsent.get(fields.tap)?.remove();
      show(shown, tapped);
      return response.status !== 429;
    } catch {
      tellUnsent(fields, tapped);
      return false;
    } finally {
      clearTimeout(clock);
      waiting.textContent = "";
    }
  }

  // One exchange after the other, in the order in which the person acted.
  function send(fields, tapped) {
    turn = turn.then(() => exchange(fields, tapped));
    return turn;
  }

  composer.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = question.value;
    tell("asked", text).scrollIntoView({ block: "nearest" });
    question.value = "";
    // A phone's keyboard would cover the answer.
    if (matchMedia("(pointer: coarse)").matches) question.blur();
    if (!(await send({ text })) && !question.value) question.value = text;
  });

  log.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    if (button.name === "tap") send({ tap: button.value }, button.closest(".message"));
    else if ("locate" in button.dataset) locate();
  });

  // Three decimals, about a hundred metres, are enough to name a commune.
  function locate() {
    const refuse = () => notify(noLocation);
    if (!navigator.geolocation) return refuse();
    return navigator.geolocation.getCurrentPosition(
      ({ coords }) => send({ latitude: coords.latitude.toFixed(3), longitude: coords.longitude.toFixed(3) }),
      refuse,
      { timeout: 10000, maximumAge: 60000 },
    );
  }
})();
