"use strict";
const field = document.getElementById("find");
const pages = [...document.querySelectorAll("details")];
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
field.addEventListener("input", () => {
  const wanted = fold(field.value).split(/[^a-z0-9.]+/).filter(Boolean);
  for (const page of pages) {
    page.hidden = !wanted.every((word) => ` ${page.dataset.words}`.includes(` ${word}`));
  }
  for (const section of document.querySelectorAll("section")) {
    section.hidden = ![...section.querySelectorAll("details")].some((page) => !page.hidden);
  }
  document.getElementById("none").hidden = pages.some((page) => !page.hidden);
});
const expired = document.getElementById("expired");
const lastMoment = new Date(`${expired.dataset.expires}T23:59:59+07:00`);
expired.hidden = new Date() <= lastMoment;
addEventListener("beforeprint", () => pages.forEach((page) => { page.open = true; }));
