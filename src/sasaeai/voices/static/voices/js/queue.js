// 送る前の記録: what waits on this device, in IndexedDB. An entry is {id, lock, at, box, arrive, form}: who wrote it is
// told by the lock alone, what it says lies in the box (seal.js); where it arrives and on which form it is mended are
// addresses, missing in what was kept by an older release. Beside the entries stand the fields of the form that whoever
// was signed in here left for the pocket of each room, {lock, fields} (lock and room in one): names of areas and terms, nobody's data.
const NAME = "sasaeai-voices";
const LAST = "sasaeai-last-here";

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("entries", { keyPath: "id" });
      asked.result.createObjectStore("forms", { keyPath: "lock" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

// Does one thing to one store; resolves when it is on the disk.
async function done(store, mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(store, mode, { durability: "strict" });
      const asked = act(transaction.objectStore(store));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

// The entries, in the order in which they were written.
export async function all() {
  const entries = await done("entries", "readonly", (store) => store.getAll());
  return entries.sort((one, other) => one.at - other.at);
}

export const entry = (id) => done("entries", "readonly", (store) => store.get(id));
export const put = (one) => done("entries", "readwrite", (store) => store.put(one));
export const erase = (id) => done("entries", "readwrite", (store) => store.delete(id));
export const leave = (form) => done("forms", "readwrite", (store) => store.put(form));
export const left = (key) => done("forms", "readonly", (store) => store.get(key));

// Under which key the form of a room is left for somebody: that of 聴く under the lock alone.
export const leftFor = (lock, room) => (room ? `${lock} ${room}` : lock);

// Who was signed in here last, {lock, at}, for whom the pocket writes; nobody after they signed out.
export function last() {
  return JSON.parse(localStorage.getItem(LAST));
}

export function come(lock) {
  if (lock) localStorage.setItem(LAST, JSON.stringify({ lock, at: Date.now() }));
  else localStorage.removeItem(LAST);
}
