// Typing back slips (data-slip): Enter in the number goes on to the words, Enter in the words sends the slip.
// Shift and Enter begin a new line. An Enter that ends the choosing of a kanji is none of ours, nor is one on a
// screen keyboard, which has no Shift to go with it.
const form = document.querySelector("[data-slip] form");
const number = form.elements.namedItem("number");
const words = form.elements.namedItem("words");

const hasKeys = matchMedia("(pointer: fine)").matches;
document.querySelector("[data-slip-keys]").hidden = !hasKeys;

const isMeant = (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing;

number.addEventListener("keydown", (event) => {
  if (!isMeant(event)) return;
  event.preventDefault();
  words.focus();
});
words.addEventListener("keydown", (event) => {
  if (!hasKeys || !isMeant(event)) return;
  event.preventDefault();
  form.requestSubmit();
});
// After an error the summary has the focus: what is amiss is read first.
if (!document.querySelector(".error-summary")) (number.value ? words : number).focus();
