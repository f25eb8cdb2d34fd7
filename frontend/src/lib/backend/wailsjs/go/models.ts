export namespace desk {
	
	export interface Size {
	    bytes: number;
	    clip_bytes: number;
	    clip_at: string;
	    words: number;
	}
	export interface PageBlock {
	    key: string;
	    start: number;
	    end: number;
	    html?: string;
	}
	export interface Patch {
	    page: number;
	    from: number;
	    remove: number;
	    blocks: PageBlock[];
	    rows: string;
	    stale: boolean;
	}
	export interface PictureView {
	    name: string;
	    media: string;
	    width: number;
	    height: number;
	    why: string;
	}
	export interface PairView {
	    name: string;
	    labels: string[];
	    words: number;
	    budget: Range;
	}
	export interface SectionView {
	    label: string;
	    name: string;
	    start: number;
	    words: number;
	    budget: Range;
	}
	export interface Range {
	    min: number;
	    max: number;
	}
	export interface ItemView {
	    id: string;
	    kind: string;
	    story: string;
	    like: string;
	    state: string;
	    name: string;
	    headed: boolean;
	    words: number;
	    budget: Range;
	    sections: SectionView[];
	    pairs: PairView[];
	    pictures: PictureView[];
	}
	export interface Echo {
	    version: number;
	    stale: boolean;
	    item: ItemView;
	    patch: Patch;
	    size: Size;
	}
	export interface AcceptedItem {
	    item: string;
	    echo: Echo;
	    copy: string;
	    ids: string[];
	}
	export interface Accepted {
	    items: AcceptedItem[];
	    gone: string[];
	}
	
	export interface AuthorRun {
	    start: number;
	    end: number;
	    who: string;
	    initials: string;
	    how: string;
	    model: string;
	}
	export interface BackupView {
	    name: string;
	    // Go type: time
	    time: any;
	    bytes: number;
	    full: boolean;
	    why: string;
	    problem: string;
	    had: boolean;
	}
	export interface BackupsView {
	    dir: string;
	    list: BackupView[];
	    problem: string;
	    hint: string;
	}
	export interface ProfileName {
	    name: string;
	    title: string;
	}
	export interface Card {
	    number: string;
	    date: string;
	    subject: string;
	    preheader: string;
	    lang: string;
	    profile: string;
	    masthead: string;
	    footer: string;
	    usual_lang: string;
	    usual_profile: string;
	    usual_masthead: string;
	    usual_footer: string;
	    sender: string;
	    dateline: string;
	    profiles: ProfileName[];
	}
	export interface ColourForm {
	    role: string;
	    value: string;
	}
	export interface CopyView {
	    id: string;
	    version: number;
	    copy: string;
	}
	
	export interface FlightEdit {
	    item_id: string;
	    start: number;
	    end: number;
	    insert: string;
	}
	export interface FlightFix {
	    label: string;
	    edits: FlightEdit[];
	}
	export interface FlightFinding {
	    check: string;
	    severity: string;
	    item: number;
	    item_id: string;
	    headline: string;
	    section: string;
	    part: string;
	    line: number;
	    column: number;
	    words: string;
	    context: string;
	    why: string;
	    start: number;
	    end: number;
	    fix?: FlightFix;
	}
	
	export interface FoundView {
	    host: string;
	    models: string[];
	    streams: boolean;
	    schema: boolean;
	    vision: boolean;
	}
	export interface HistoryEntry {
	    id: string;
	    // Go type: time
	    time: any;
	    author: string;
	    words: number;
	    added: number;
	    removed: number;
	    first: boolean;
	    marks: string[];
	}
	export interface WordPair {
	    found: string;
	    wanted: string;
	}
	export interface LabelView {
	    name: string;
	    also: string[];
	}
	export interface StoryForm {
	    kind: string;
	    title: string;
	    labels: string[];
	    required: string[];
	    words: Range;
	    picture: boolean;
	}
	export interface HouseForm {
	    text: string;
	    name: string;
	    ships: string[];
	    stories: StoryForm[];
	    labels: LabelView[];
	    prefer: WordPair[];
	    avoid: string[];
	    footer: string;
	    serif: string;
	    sans: string;
	    light: ColourForm[];
	    dark: ColourForm[];
	    problem: string;
	    hint: string;
	}
	export interface IssueCard {
	    id: string;
	    publication: string;
	    number: string;
	    date: string;
	    subject: string;
	    items: number;
	    words: number;
	    picture: string;
	    exported: string;
	    archived: boolean;
	    // Go type: time
	    changed: any;
	    guest: boolean;
	    from: string;
	}
	export interface ImportedIssue {
	    issue: IssueCard;
	    notes: string[];
	}
	
	
	export interface Judged {
	    errors: number;
	    warnings: number;
	    waived: number;
	    findings: issue.Finding[];
	    size: Size;
	}
	
	export interface Lexicon {
	    lang: string;
	    words: string[];
	}
	export interface Me {
	    name: string;
	    initials: string;
	    asked: boolean;
	    former: string[];
	}
	export interface MirrorView {
	    dir: string;
	    // Go type: time
	    written: any;
	    behind: number;
	    problem: string;
	    hint: string;
	}
	export interface ModelForm {
	    address: string;
	    model: string;
	    azure: string;
	}
	export interface ModelView {
	    address: string;
	    model: string;
	    azure: string;
	    host: string;
	    local: boolean;
	    fixed: boolean;
	    key: string;
	    keychain: boolean;
	    presets: thinking.Preset[];
	}
	export interface NewIssue {
	    from: string;
	    number: string;
	    date: string;
	    subject: string;
	}
	export interface Origin {
	    from: number;
	    to: number;
	    how: string;
	}
	
	
	export interface PastCloser {
	    number: string;
	    date: string;
	    headline: string;
	    text: string;
	}
	
	export interface PictureAdded {
	    name: string;
	    media: string;
	    notes: string[];
	}
	
	
	export interface PublicationCard {
	    id: string;
	    name: string;
	    archived: boolean;
	    problem: string;
	    issues: IssueCard[];
	}
	export interface PublicationForm {
	    name: string;
	    sender: string;
	    reply_to: string;
	    address: string;
	    lang: string;
	    dir: string;
	    picture_address: string;
	    web_url: string;
	    archive_url: string;
	    unsubscribe_url: string;
	    social: issue.Link[];
	    masthead: string;
	    footer: string;
	    profile: string;
	    usual_footer: string;
	    profiles: ProfileName[];
	}
	
	export interface ReceiptCard {
	    // Go type: time
	    time: any;
	    dir: string;
	    proof: boolean;
	    profile: string;
	    bytes: number;
	    files: string[];
	    machine: number;
	    changed: string[];
	}
	export interface Restored {
	    echo: Echo;
	    copy: string;
	    before: string;
	}
	export interface RestoredView {
	    // Go type: time
	    time: any;
	    before: string;
	    aside: string;
	}
	export interface ReviewFileMade {
	    path: string;
	    bytes: number;
	    items: number;
	}
	export interface ReviewFileTaken {
	    issue: IssueCard;
	    new: boolean;
	    guest: boolean;
	    by: string;
	    note: string;
	    items: string[];
	    moved: boolean;
	    head: boolean;
	    comments: number;
	    suggestions: number;
	    conflicts: number;
	    notes: string[];
	}
	export interface RevisionView {
	    id: string;
	    html: string;
	    now: string;
	}
	export interface RundownView {
	    rundown: ItemView[];
	    item: string;
	    copy?: CopyView;
	}
	
	export interface Shelf {
	    publications: PublicationCard[];
	    problem: string;
	    hint: string;
	}
	
	
	export interface Suggested {
	    stale: boolean;
	}
	export interface SuggestedEdit {
	    id: string;
	    start: number;
	    end: number;
	    insert: string;
	}
	export interface ThoughtPiece {
	    kind: string;
	    text: string;
	}
	export interface ThoughtMark {
	    kind: string;
	    start: number;
	    end: number;
	    words: string;
	}
	export interface Thought {
	    text: string;
	    words: number;
	    chars: number;
	    marks: ThoughtMark[];
	    pieces: ThoughtPiece[];
	    near?: PastCloser;
	    whole: boolean;
	    stetted: boolean;
	    model: string;
	    host: string;
	    asked: number;
	    answered: number;
	    problem: string;
	    hint: string;
	}
	export interface ThoughtAsk {
	    issue: string;
	    item: string;
	    offer: string;
	    tone: string;
	    label: string;
	    picture: string;
	    count: number;
	    written: string[];
	    address: string;
	}
	export interface ThoughtClaim {
	    words: string;
	    kind: string;
	    why: string;
	    start: number;
	    end: number;
	}
	
	
	export interface ThoughtPlan {
	    offer: string;
	    label: string;
	    model: string;
	    host: string;
	    local: boolean;
	    words: number;
	    past: number;
	    picture: string;
	    questions: number;
	    address: string;
	    request: string;
	    least: number;
	    most: number;
	    replaces: number;
	    dismissed: boolean;
	    near: PastCloser[];
	    last: string;
	}
	export interface ThoughtUse {
	    issue: string;
	    item: string;
	    offer: string;
	    label: string;
	    picture: string;
	    version: number;
	    draft: string;
	    text: string;
	    model: string;
	}
	export interface ThoughtUsed {
	    items: AcceptedItem[];
	    card?: Card;
	    suggested: number;
	}
	export interface Thoughts {
	    drafts: Thought[];
	    claims: ThoughtClaim[];
	    stale: boolean;
	}
	export interface Typed {
	    issue: string;
	    item: string;
	    base: number;
	    length: number;
	    changes: string;
	    origins?: Origin[];
	}
	export interface VersionView {
	    id: string;
	    names: string[];
	    // Go type: time
	    time: any;
	    who: string;
	    initials: string;
	    why: string[];
	    words: number;
	    added: number;
	    removed: number;
	    problem: string;
	}

}

export namespace issue {
	
	export interface Edit {
	    line: number;
	    column: number;
	    old: string;
	    new: string;
	}
	export interface Fix {
	    label: string;
	    edits: Edit[];
	}
	export interface Finding {
	    check: string;
	    severity: string;
	    item: number;
	    headline: string;
	    part?: string;
	    line: number;
	    column: number;
	    words: string;
	    context: string;
	    why: string;
	    fix?: Fix;
	}
	
	export interface Link {
	    name: string;
	    url: string;
	}

}

export namespace thinking {
	
	export interface Preset {
	    name: string;
	    address: string;
	    key: boolean;
	    azure: string;
	}

}

