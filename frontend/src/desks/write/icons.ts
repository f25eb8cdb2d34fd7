import BriefcaseBusiness from '@lucide/svelte/icons/briefcase-business';
import FileText from '@lucide/svelte/icons/file-text';
import FlaskConical from '@lucide/svelte/icons/flask-conical';
import Mail from '@lucide/svelte/icons/mail';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Newspaper from '@lucide/svelte/icons/newspaper';
import PanelBottom from '@lucide/svelte/icons/panel-bottom';
import StickyNote from '@lucide/svelte/icons/sticky-note';

/** The picture of a kind; a kind of the house style has that of the one it is like. */
export function kindIcon(kind: string, like: string, story: string): typeof FileText {
  for (const one of [kind, like]) {
    switch (one) {
      case 'letter':
        return Mail;
      case 'story':
        return story === 'research' ? FlaskConical : Newspaper;
      case 'promo':
        return Megaphone;
      case 'jobs':
        return BriefcaseBusiness;
      case 'note':
        return StickyNote;
      case 'footer':
        return PanelBottom;
    }
  }
  return FileText;
}
