// What stands in the fields of a draft's form, as names and values, and back again; never a secret, never a file.
function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type),
  );
}

function isTick(field) {
  return field.type === "checkbox" || field.type === "radio";
}

export function valuesOf(form) {
  return fieldsOf(form).map((field) => [field.name, isTick(field) ? [field.value, field.checked] : field.value]);
}

export function putBack(form, values) {
  const fields = fieldsOf(form);
  for (const [name, value] of values) {
    const same = fields.filter((field) => field.name === name);
    if (Array.isArray(value)) {
      const tick = same.find((field) => isTick(field) && field.value === value[0]);
      if (tick) tick.checked = value[1];
    } else if (same[0] && !isTick(same[0])) same[0].value = value;
  }
}
