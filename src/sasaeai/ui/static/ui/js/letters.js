// Lets our letters come to a browser for the first time after everything else: till then a page stands in letters of
// the device, as nobody should wait for half a megabyte to read it. Once they lie in the cache they are there at once.
// The sheet before this script is for paper until then; without scripts another one stands for it.
(() => {
  const CAME = "sasaeai-letters";
  const sheet = document.currentScript.previousElementSibling;
  const apply = () => {
    sheet.media = "all";
  };
  if (localStorage.getItem(CAME) === sheet.href) return apply();
  addEventListener("load", () => {
    apply();
    localStorage.setItem(CAME, sheet.href);
  });
})();
