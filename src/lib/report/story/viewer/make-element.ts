/** An element with a class, what it says, and its attributes. Texts are never markup. */
export function makeElement<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
  text = '',
  attributes: Record<string, string> = {}
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  if (text !== '') element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** A button with a sign and a name for who doesn't see it. */
export function makeButton(
  className: string,
  sign: string,
  name: string,
  act: () => void
): HTMLButtonElement {
  const button = makeElement('button', className, sign, { type: 'button', 'aria-label': name, title: name });
  button.addEventListener('click', act);
  return button;
}
