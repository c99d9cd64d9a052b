"use strict";
const expired = document.getElementById("expired");
expired.hidden = new Date() <= new Date(`${expired.dataset.expires}T23:59:59+07:00`);
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
