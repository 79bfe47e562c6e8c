// Reads squares out of a map file of the town's own (PMTiles, version 3): parts of one file, each asked for once.
const SMALL = 0x80;

async function unpacked(content, isPacked) {
  if (!isPacked) return content;
  const stream = new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

// Yields the whole numbers of a directory: seven bits a byte, the smallest first.
function* numbersOf(bytes) {
  let [number, scale] = [0, 1];
  for (const byte of bytes) {
    number += (byte % SMALL) * scale;
    scale *= SMALL;
    if (byte < SMALL) {
      yield number;
      [number, scale] = [0, 1];
    }
  }
}

// Returns the entries of a directory, in the order of their squares: {id, run, length, offset}.
function entriesOf(content) {
  const numbers = numbersOf(new Uint8Array(content));
  const next = () => numbers.next().value;
  const entries = Array.from({ length: next() }, () => ({}));
  let id = 0;
  for (const entry of entries) entry.id = id += next();
  for (const entry of entries) entry.run = next();
  for (const entry of entries) entry.length = next();
  let end = 0;
  for (const entry of entries) {
    const said = next();
    // Nought says that it follows upon the one before.
    entry.offset = said ? said - 1 : end;
    end = entry.offset + entry.length;
  }
  return entries;
}

// Returns the number of a square: all of the zooms before, then along Hilbert's curve.
export function numberOf(zoom, column, row) {
  let number = (4 ** zoom - 1) / 3;
  let [x, y] = [column, row];
  for (let side = 2 ** zoom / 2; side >= 1; side /= 2) {
    const [right, low] = [x >= side, y >= side];
    number += side * side * (right ? (low ? 2 : 3) : low ? 1 : 0);
    if (right) x -= side;
    if (low) y -= side;
    if (!low) {
      if (right) [x, y] = [side - 1 - x, side - 1 - y];
      [x, y] = [y, x];
    }
  }
  return number;
}

// Returns the last entry that begins at or before a square.
function entryOf(entries, number) {
  let [first, last] = [0, entries.length - 1];
  while (first <= last) {
    const middle = Math.floor((first + last) / 2);
    if (entries[middle].id <= number) first = middle + 1;
    else last = middle - 1;
  }
  return entries[last];
}

export class Archive {
  // `told`: file (address), root, leaves, squares (where they begin), directoriesPacked, squaresPacked.
  constructor(told) {
    this.told = told;
    this.directories = new Map();
  }

  async part(offset, length) {
    const answer = await fetch(this.told.file, { headers: { Range: `bytes=${offset}-${offset + length - 1}` } });
    if (answer.status !== 206) throw new Error(`${answer.status}`);
    return answer.arrayBuffer();
  }

  directory(offset, length) {
    if (!this.directories.has(offset)) {
      const asked = this.part(offset, length)
        .then((content) => unpacked(content, this.told.directoriesPacked))
        .then(entriesOf);
      this.directories.set(offset, asked);
      asked.catch(() => this.directories.delete(offset));
    }
    return this.directories.get(offset);
  }

  // Returns what a square holds, or nothing where the file has none.
  async square(zoom, column, row) {
    const number = numberOf(zoom, column, row);
    const { root, leaves, squares, squaresPacked } = this.told;
    let entry = entryOf(await this.directory(...root), number);
    // Directories lead to others, three deep at most.
    while (entry && entry.run === 0) entry = entryOf(await this.directory(leaves + entry.offset, entry.length), number);
    if (!entry || number >= entry.id + entry.run) return null;
    return unpacked(await this.part(squares + entry.offset, entry.length), squaresPacked);
  }
}
