/* eslint-disable svelte/prefer-svelte-reactivity -- a set here is never changed, only replaced */
import type { Flight, FlightFinding, Severity } from '../backend';
import { about, ordered, type Row, rows } from './findings';

/** The findings of an issue: which of them are shown, and which one is looked at. */
export class Sieve {
  flight = $state.raw<Flight | null>(null);
  severity = $state<Severity | ''>('');
  /** The item whose findings are shown; empty for the issue itself, null for all. */
  item = $state<string | null>(null);
  selected = $state('');
  /** The reason of a waiver is asked for. */
  waiving = $state(false);

  /** What was mended or waived since the issue was read. */
  #gone = $state.raw<ReadonlySet<string>>(new Set());
  readonly open = $derived(
    ordered(rows(this.flight?.findings ?? []).filter(({ key }) => !this.#gone.has(key))),
  );
  readonly ofItem = $derived(
    this.open.filter(({ finding }) => this.item === null || finding.item_id === this.item),
  );
  readonly shown = $derived(
    this.ofItem.filter(({ finding }) => this.severity === '' || finding.severity === this.severity),
  );

  get current(): Row | null {
    return this.shown.find(({ key }) => key === this.selected) ?? null;
  }

  counts(list: readonly Row[] = this.open): { errors: number; warnings: number; queries: number } {
    const of = (severity: Severity): number =>
      list.filter(({ finding }) => finding.severity === severity).length;
    return { errors: of('error'), warnings: of('warning'), queries: of('query') };
  }

  /** What was found now; what is looked at stays, or what is in its place is. */
  protected take(flight: Flight): void {
    const { at } = this;
    this.flight = flight;
    this.#gone = new Set();
    if (this.current === null) this.#selectAt(at);
  }

  /** They are done with; the next one is looked at. */
  protected drop(list: readonly Row[]): void {
    const gone = new Set([...this.#gone, ...list.map(({ key }) => key)]);
    const next = this.shown.slice(Math.max(this.at, 0)).find(({ key }) => !gone.has(key));
    this.#gone = gone;
    if (next !== undefined) this.select(next.key);
    else this.#selectAt(this.shown.length - 1);
  }

  /** The place of what is looked at; -1 for none. */
  private get at(): number {
    return this.shown.findIndex(({ key }) => key === this.selected);
  }

  select(key: string): void {
    if (key !== this.selected) this.waiving = false;
    this.selected = key;
  }

  /** Looks at what was found in the copy, when the desk knows it. */
  seek({ check, item_id, words }: FlightFinding): void {
    this.filter({ severity: '', item: null });
    const name = about({ check, item_id, words } as FlightFinding);
    this.select(this.open.find(({ key }) => key.startsWith(name))?.key ?? this.selected);
  }

  step(by: 1 | -1): void {
    this.#selectAt(this.at < 0 ? 0 : this.at + by);
  }

  #selectAt(at: number): void {
    const row = this.shown[Math.max(0, Math.min(at, this.shown.length - 1))];
    this.select(row?.key ?? '');
  }

  filter(change: { severity?: Severity | ''; item?: string | null }): void {
    if (change.severity !== undefined) this.severity = change.severity;
    if (change.item !== undefined) this.item = change.item;
    if (this.current === null) this.#selectAt(0);
  }
}
