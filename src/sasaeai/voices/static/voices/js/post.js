// Between the page and the server: what opens the entries, and how one of them arrives. Nothing but the server's own
// word for this very entry counts as an answer: a sign-in page, a proxy's page or silence leave it where it is.
import { PHOTO, read } from "../../ui/js/photo.js";

const PATIENCE = 20_000;

async function asked(url, options) {
  try {
    const answer = await fetch(url, { ...options, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.type === "opaqueredirect") return { state: "outside" };
    const closed = { state: answer.status === 403 ? "closed" : "unheard" };
    return (await answer.json().catch(() => null)) ?? closed;
  } catch {
    return { state: "away" };
  }
}

// {lock, key, token} of whoever is signed in now, or {state}: "outside" (nobody is), "closed" (they hear nobody),
// "away" (no network) or "unheard" (an answer of somebody else's).
export const door = (url) => asked(url, { headers: { Accept: "application/json" } });

// {state}: "saved", "known", "differs", "refused", "taken_back", "another" (somebody else is signed in) or one of the above.
export async function post(url, { id, pairs, lock, token }) {
  const body = new FormData();
  for (const [name, value] of pairs) body.append(name, name === PHOTO ? read(value) : value);
  body.set("client_id", id);
  const said = await asked(url, { method: "POST", body, headers: { "X-CSRFToken": token, "X-Lock": lock } });
  return "id" in said && said.id !== id ? { state: "unheard" } : said;
}
