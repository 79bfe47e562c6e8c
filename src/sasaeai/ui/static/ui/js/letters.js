// Lets our letters come to a browser for the first time after everything else: till the page is drawn and nothing is
// left to do it stands in letters of the device, as nobody should wait for half a megabyte to read it. Once they lie in
// the cache they are there at once. The sheet before this script is for paper until then; without scripts another one
// stands for it.
(() => {
  const CAME = "sasaeai-letters";
  const LATEST = 3_000;
  const sheet = document.currentScript.previousElementSibling;
  // Some browsers do not tell when they are idle.
  const whenIdle = window.requestIdleCallback ?? ((act) => setTimeout(act, 200));
  const apply = () => {
    sheet.media = "all";
    dispatchEvent(new Event("letters"));
    localStorage.setItem(CAME, sheet.href);
  };
  if (localStorage.getItem(CAME) === sheet.href) return apply();
  // Two frames later what the page held when it was there is on the screen.
  const afterDrawing = () => requestAnimationFrame(() => requestAnimationFrame(() => whenIdle(apply, { timeout: LATEST })));
  addEventListener("load", afterDrawing);
})();
