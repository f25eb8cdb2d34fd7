/** All view changes of the preview, in their order. What crosses to the frame went through here. */

import { imagesOff, undoImagesOff } from './images';
import { quietLinks, undoQuietLinks } from './links';
import { darkView, lightView, undoView } from './scheme';
import { frameSheet, undoFrameSheet } from './sheet';

export interface Dress {
  dark: boolean;
  /** Pictures are shown. */
  images: boolean;
}

/** A whole page, or a part of one: the style sheets go where a head is. */
export function dress(html: string, { dark, images }: Dress): string {
  const still = frameSheet(quietLinks(html));
  const lit = dark ? darkView(still) : lightView(still);
  return images ? lit : imagesOff(lit);
}

export function undress(html: string, { dark, images }: Dress): string {
  const lit = images ? html : undoImagesOff(html);
  return undoQuietLinks(undoFrameSheet(undoView(lit, dark)));
}
