// Closes words in a box that only the owner's signed-in page can open: a key made for this box alone is agreed
// upon with the owner's lock (ECDH, P-256), and the words are enciphered with it (HKDF, AES-GCM).
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const CIPHER = { name: "AES-GCM", length: 256 };

function bytesOf(written) {
  const plain = atob(written.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

async function agreed(own, theirs, once, use) {
  const shared = await crypto.subtle.deriveBits({ ...CURVE, public: theirs }, own, 256);
  const root = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: once, info: new TextEncoder().encode("sasaeai.voices") };
  return crypto.subtle.deriveKey(how, root, CIPHER, false, [use]);
}

export async function sealed(words, lock) {
  const theirs = await crypto.subtle.importKey("raw", bytesOf(lock), CURVE, false, []);
  const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const once = await crypto.subtle.exportKey("raw", pair.publicKey);
  const key = await agreed(pair.privateKey, theirs, once, "encrypt");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const content = await crypto.subtle.encrypt({ ...CIPHER, iv }, key, new TextEncoder().encode(words));
  return { once, iv, content };
}

export async function unsealed({ once, iv, content }, said) {
  const own = await crypto.subtle.importKey("jwk", said, CURVE, false, ["deriveBits"]);
  const theirs = await crypto.subtle.importKey("raw", once, CURVE, false, []);
  const key = await agreed(own, theirs, once, "decrypt");
  return new TextDecoder().decode(await crypto.subtle.decrypt({ ...CIPHER, iv }, key, content));
}
