/** The only door to the generated bindings. What goes wrong behind it is thrown as a Fault. */

import { asFault } from './fault';
import type { DraftView, Page } from './shapes';
import { OpenLink } from './wailsjs/go/app/Frame';
import { Shelf } from './wailsjs/go/app/Library';
import * as Write from './wailsjs/go/app/Write';
import type { desk } from './wailsjs/go/models';
import { EventsOn } from './wailsjs/runtime/runtime';

export { Fault, asFault } from './fault';
export type { DraftView, Grammar, KindView, Page, PageItem } from './shapes';
export type Card = desk.Card;
export type Echo = desk.Echo;
export type ItemView = desk.ItemView;
export type PictureAdded = desk.PictureAdded;
export type RundownView = desk.RundownView;
export type Size = desk.Size;
export type Typed = desk.Typed;

async function bound<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (reason) {
    throw asFault(reason);
  }
}

async function asked(address: string, init?: RequestInit): Promise<Response> {
  try {
    const answer = await fetch(address, init);
    if (answer.ok) return answer;
    throw asFault(await answer.json());
  } catch (reason) {
    throw asFault(reason);
  }
}

const path = (...parts: string[]): string => `/${parts.map(encodeURIComponent).join('/')}`;
const post = (body: BodyInit): RequestInit => ({ method: 'POST', body });

export const write = {
  draft: async (issue: string) => (await (await asked(path('draft', issue))).json()) as DraftView,
  page: async (issue: string) => (await (await asked(path('page', issue))).json()) as Page,
  text: async (issue: string) => (await asked(path('text', issue))).text(),
  copy: async (issue: string, item: string, copy: string) =>
    (await (await asked(path('copy', issue, item), post(copy))).json()) as Echo,
  picture: async (issue: string, file: File) =>
    (await (
      await asked(`${path('picture', issue)}?name=${encodeURIComponent(file.name)}`, post(file))
    ).json()) as PictureAdded,
  type: (message: Typed) => bound(Write.Type(message)),
  rest: (issue: string, item: string, version: number, hash: number) =>
    bound(Write.Rest(issue, item, version, hash)),
  leave: (issue: string, item: string) => bound(Write.Leave(issue, item)),
  setCard: (issue: string, card: Card) => bound(Write.SetCard(issue, card)),
  addItem: (issue: string, kind: string, story: string, after: string) =>
    bound(Write.AddItem(issue, kind, story, after)),
  removeItem: (issue: string, item: string) => bound(Write.RemoveItem(issue, item)),
  restoreItem: (issue: string, item: string, to: number) =>
    bound(Write.RestoreItem(issue, item, to)),
  moveItem: (issue: string, item: string, to: number) => bound(Write.MoveItem(issue, item, to)),
  setKind: (issue: string, item: string, kind: string, story: string) =>
    bound(Write.SetKind(issue, item, kind, story)),
  setState: (issue: string, item: string, state: string) =>
    bound(Write.SetState(issue, item, state)),
  sendItem: (issue: string, item: string, to: string, move: boolean) =>
    bound(Write.SendItem(issue, item, to, move)),
  pickPictures: (issue: string) => bound(Write.PickPictures(issue)),
  pastePicture: (issue: string) => bound(Write.PastePicture(issue)),
};

export const shelf = () => bound(Shelf());
export const openLink = (address: string) => bound(OpenLink(address));

/** Listens to the desk; the answer stops it. */
export function on(event: string, handler: (detail: unknown) => void): () => void {
  return EventsOn(event, handler);
}
