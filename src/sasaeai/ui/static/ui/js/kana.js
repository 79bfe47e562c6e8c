// Remembers the ふりがな switch (data-kana) in a cookie, so that the next page is rendered with it.
// Without this script the switch still works on the page itself, by CSS.
const YEAR = 365 * 24 * 3600;

for (const box of document.querySelectorAll("[data-kana]")) {
  box.addEventListener("change", () => {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `kana=${box.checked ? 1 : 0}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
  });
}
