// What is asked of the page from inside. Each function is sent to the browser
// as text, so it stands alone.

/** The width of the sheet in CSS pixels. */
export function sheetWidth() {
  return document.querySelector('table.s').getBoundingClientRect().width;
}

/** What reaches beyond the window; empty when all is well. */
export function overflow() {
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  if (wide <= 0) return [];
  const out = [...document.body.querySelectorAll('*')].filter((e) => {
    const { left, right } = e.getBoundingClientRect();
    return right > innerWidth + 0.5 || left < -0.5;
  });
  const innermost = out.filter((e) => !out.some((other) => other !== e && e.contains(other)));
  const names = innermost.slice(0, 4).map((e) => e.outerHTML.slice(0, 100));
  return [`it is ${wide} px too wide: ${names.join(' | ')}`];
}

/** Colour and background of every run of text, in order. */
export function colours() {
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const { backgroundColor } = getComputedStyle(e);
      if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
    }
    return 'none';
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = [];
  while (walker.nextNode()) {
    const words = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (words)
      seen.push(`${words.slice(0, 30)}: ${getComputedStyle(element).color} on ${behind(element)}`);
  }
  return seen;
}

/** Elements, attributes and addresses that no email may have. */
export function live() {
  const dead = ['https:', 'http:', 'mailto:', 'tel:'];
  const elements =
    'script,iframe,frame,object,embed,applet,form,input,button,link,base,meta[http-equiv],svg,math,video,audio,template';
  const found = [...document.querySelectorAll(elements)].map((e) => e.outerHTML.slice(0, 100));
  for (const e of document.querySelectorAll('*')) {
    for (const { name, value } of e.attributes) {
      if (name.startsWith('on')) found.push(`${e.tagName} has ${name}`);
      if (/^(href|src|srcset|action|formaction|background|poster|xlink:href|data)$/.test(name)) {
        const { protocol } = new URL(value, document.baseURI);
        if (!dead.includes(protocol)) found.push(`${e.tagName} leads to ${value}`);
      }
      if (name === 'style' && /url\(|expression\(|@import|-moz-binding/i.test(value)) {
        found.push(`${e.tagName} has a style that loads something: ${value}`);
      }
    }
  }
  return found;
}

/** Does to every element what could set a handler off; following no link. */
export function poke() {
  addEventListener('click', (event) => event.preventDefault(), true);
  const events = [
    'mouseover',
    'mouseenter',
    'mousedown',
    'focus',
    'click',
    'error',
    'load',
    'toggle',
  ];
  for (const e of document.querySelectorAll('*')) {
    for (const name of events)
      e.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
  }
  return [];
}
