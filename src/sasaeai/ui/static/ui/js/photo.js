// A photograph between a form, what waits on the device, and the server: drawn small, and written as words.
const [LONGEST, QUALITY, TYPE] = [1600, 0.82, "image/jpeg"];

export const PHOTO = "photo";

async function small(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width * scale, picture.height * scale].map(Math.ceil);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, TYPE, QUALITY));
}

function inWords(picture) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(picture);
  });
}

// Returns the photograph as a data URL. What cannot be drawn goes as it is: the server says what is wrong with it.
export async function written(file) {
  return inWords((await small(file).catch(() => file)) ?? file);
}

// The same, but nothing of what cannot be drawn.
export async function drawn(file) {
  const picture = await small(file).catch(() => null);
  return picture && inWords(picture);
}

export function read(words) {
  const bytes = Uint8Array.from(atob(words.slice(words.indexOf(",") + 1)), (sign) => sign.charCodeAt(0));
  return new File([bytes], "photo.jpg", { type: TYPE });
}

// Puts what was written into a field again, as if it had been chosen there.
export function choose(field, words) {
  const files = new DataTransfer();
  for (const one of words) files.items.add(read(one));
  field.files = files.files;
}
