/** The parts of a sentence between which a line may end: behind the slashes of a path. */
export const atSlashes = (said: string): string[] => said.match(/[^/\\]*[/\\]+|[^/\\]+/g) ?? [];
