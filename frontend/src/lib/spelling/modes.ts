/** When spelling is judged; asked: only when somebody asks for it. */
export const modes = ['off', 'asked', 'on'] as const;
export type Mode = (typeof modes)[number];
