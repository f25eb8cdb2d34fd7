import Braces from '@lucide/svelte/icons/braces';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import CaseSensitive from '@lucide/svelte/icons/case-sensitive';
import CodeXml from '@lucide/svelte/icons/code-xml';
import FileText from '@lucide/svelte/icons/file-text';
import HardDrive from '@lucide/svelte/icons/hard-drive';
import Hash from '@lucide/svelte/icons/hash';
import Heading from '@lucide/svelte/icons/heading';
import Image from '@lucide/svelte/icons/image';
import KeyRound from '@lucide/svelte/icons/key-round';
import Link from '@lucide/svelte/icons/link';
import Mail from '@lucide/svelte/icons/mail';
import Quote from '@lucide/svelte/icons/quote';
import Space from '@lucide/svelte/icons/space';
import SpellCheck from '@lucide/svelte/icons/spell-check';
import Tag from '@lucide/svelte/icons/tag';
import UserCheck from '@lucide/svelte/icons/user-check';

import type { Icon } from '../../lib/ui/icon';

/** By the family of the check: what it is about. */
const icons: Record<string, Icon> = {
  alt: Image,
  picture: Image,
  img: Image,
  envelope: Mail,
  footer: Mail,
  head: Mail,
  law: Mail,
  mime: Mail,
  word: SpellCheck,
  sentence: SpellCheck,
  name: CaseSensitive,
  style: CaseSensitive,
  number: Hash,
  budget: Hash,
  bullets: Hash,
  date: CalendarClock,
  space: Space,
  quote: Quote,
  bracket: Quote,
  label: Tag,
  heading: Heading,
  standfirst: Heading,
  slot: Braces,
  merge: Braces,
  link: Link,
  secret: KeyRound,
  leak: KeyRound,
  machine: UserCheck,
  signoff: UserCheck,
  size: HardDrive,
  html: CodeXml,
  table: CodeXml,
  css: CodeXml,
  color: CodeXml,
  type: CodeXml,
  el: CodeXml,
  mso: CodeXml,
};

export const checkIcon = (check: string): Icon => icons[check.split('.')[0] ?? ''] ?? FileText;
